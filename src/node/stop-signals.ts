/** SIGTERM and Ctrl-C, caught from the moment this is made. */
export interface StopSignals {
  /**
   * @param action what to do at the first signal, in place of ending the process at once
   */
  onStop(action: () => void): void
}

/**
 * Catches the signals that ask a process to stop. The first process of a container has to do so before anything else:
 * the kernel gives it no default for them, and a signal that nobody catches is lost.
 */
export function catchStopSignals(): StopSignals {
  let stop = (): void => process.exit(0)
  for (const signal of ['SIGTERM', 'SIGINT'] as const) {
    process.once(signal, () => stop())
  }
  return {
    onStop(action) {
      stop = action
    },
  }
}
