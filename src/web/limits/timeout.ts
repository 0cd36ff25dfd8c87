/** Maximum delay that a client or a patch can cause. */
export const MAX_DELAY_MS = 600_000

/**
 * Awaits work with a timeout.
 *
 * @param work not cancelled on timeout
 * @returns the result, or undefined on timeout
 * @throws the error of the work, if it fails before the timeout
 */
export async function withTimeout<Result>(
  timeoutMs: number,
  work: Promise<Result>,
): Promise<Result | undefined> {
  let timer: ReturnType<typeof setTimeout> | undefined
  const timeout = new Promise<undefined>((resolve) => {
    timer = setTimeout(() => resolve(undefined), timeoutMs)
  })
  try {
    return await Promise.race([work, timeout])
  } finally {
    if (timer !== undefined) {
      clearTimeout(timer)
    }
  }
}
