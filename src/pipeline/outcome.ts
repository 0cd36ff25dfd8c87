import type { MockedAnswer } from './mock.ts'
import type { EventStream } from './stream.ts'

/** What became of a request, with what the mock has to say about it. */
export interface Outcome {
  answer: MockedAnswer
  /** The operation, when one was found. */
  operationId?: string
  /** Names of the patches that were applied. */
  patchNames?: readonly string[]
  /** Names of the faults that the request met. */
  faultNames?: readonly string[]
  warnings?: readonly string[]
  /** The answer told as events, when the request asked for a stream. */
  stream?: EventStream
}
