import { errorMessage } from '../../web/error-message.ts'

/**
 * Keeps the process running after errors that no code handles, such as a reader of the log that disconnects or an error
 * in an event handler. Each is reported in standard error, unless that is closed.
 */
export function surviveErrors(): void {
  // Without a listener, a failed write ends the process. The log stops, see `lineWriter`.
  process.stderr.on('error', () => {})
  for (const event of ['uncaughtException', 'unhandledRejection'] as const) {
    process.on(event, (error: unknown) => {
      process.stderr.write(`openai-edge-mock continues after an internal error: ${describe(error)}\n`)
    })
  }
}

function describe(error: unknown): string {
  return error instanceof Error ? (error.stack ?? error.message) : errorMessage(error)
}
