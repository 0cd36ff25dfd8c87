/**
 * Awaits work with a timeout.
 *
 * @param work not cancelled on timeout
 * @returns the result, or undefined on timeout
 * @throws the error of the work, if it fails before the timeout
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
