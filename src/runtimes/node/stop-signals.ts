/** A handle on SIGTERM and Ctrl-C, which are caught from its creation on. */
export interface StopSignals {
  /** Sets the action for the first signal, instead of exiting at once. */
  onStop(action: () => void): void
}

/**
 * Catches the signals that request a shutdown.
 *
 * PID 1 of a container must do so before anything else: the kernel has no default action for it and drops unhandled
 * signals.
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
