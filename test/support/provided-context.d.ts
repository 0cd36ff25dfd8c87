import type { OperationCall, GeneratedCall } from './operation-call.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A valid request for every operation. workerd has no file system to read the document from. */
    operationCalls: OperationCall[]
    /** Generated requests, valid or with a single invalid value. */
    propertyCases: GeneratedCall[]
    /** The number of hostile requests to send. */
    hostileRuns: number
  }
}
