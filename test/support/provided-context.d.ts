import type { OperationCall } from './operation-calls-request.ts'

declare module 'vitest' {
  interface ProvidedContext {
    /** A valid request for every operation; workerd has no file system to read the document from. */
    operationCalls: OperationCall[]
  }
}
