import type { OperationCall, PropertyCase } from './operation-calls-request.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A valid request for every operation; workerd has no file system to read the document from. */
    operationCalls: OperationCall[]
    /** Requests made by chance, valid ones and such with a single fault. */
    propertyCases: PropertyCase[]
    /** How many hostile requests to send. */
    hostileRuns: number
  }
}
