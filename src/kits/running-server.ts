/** A mock for all tests of a process. */
export interface SharedServer {
  url: string
  /** Stops the mock if it was started here. */
  close: () => Promise<void>
}

/** @returns the mock that the variable `OPENAI_MOCK_URL` names, which is not stopped; undefined without the variable */
export function runningServer(): SharedServer | undefined {
  const url = process.env['OPENAI_MOCK_URL']
  return url === undefined || url === '' ? undefined : { url, close: async () => {} }
}
