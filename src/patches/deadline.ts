/**
 * @param milliseconds how long to wait
 * @param work what to wait for; it goes on when nobody waits any more
 * @returns what the work came to, or undefined when it took too long
 * @throws what the work throws in time
 */
export async function within<Result>(
  milliseconds: number,
  work: Promise<Result>,
): Promise<Result | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const deadline = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), milliseconds)
  })
  try {
    return await Promise.race([work, deadline])
  } finally {
    if (timer !== undefined) {
      clearTimeout(timer)
    }
  }
}
