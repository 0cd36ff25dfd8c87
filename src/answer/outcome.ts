import type { MockedAnswer } from './answer.ts'
import type { EventStream } from './event-stream.ts'

/** The result of a request: the response and the data for the mock's own headers. */
export interface Outcome {
  answer: MockedAnswer
  /** The operation, if the request matched one. */
  operationId?: string | undefined
  /** Names of the applied patches. */
  patchNames?: readonly string[]
  /** Names of the injected faults. */
  faultNames?: readonly string[]
  warnings?: readonly string[]
  /** Explanation of patch matching in printable ASCII, if the request asks for it. */
  explanation?: string | undefined
  /** The response as events, if the request asks for a stream. */
  stream?: EventStream | undefined
}
