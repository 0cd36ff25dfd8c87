import type { MockedAnswer } from './answer.ts'
import type { CompiledPatch } from '../patches/document/compile-patch.ts'
import type { PatchSet } from '../patches/document/parse.ts'
import type { RequestView } from '../patches/match/request-view.ts'
import type { EventStream } from './event-stream.ts'

/** The inputs of patch matching, used to explain it. */
export interface MatchInputs {
  /** The patches of the operation, in order of priority. */
  candidates: readonly CompiledPatch[]
  /** All patches of the namespace. */
  patches: PatchSet
  view: RequestView
}

/** The result of a request: the response and the data for the mock's own headers. */
export interface Outcome {
  answer: MockedAnswer
  /** The operation, if the request matched one. */
  operationId?: string
  /** Names of the applied patches. */
  patchNames?: readonly string[]
  /** Names of the injected faults. */
  faultNames?: readonly string[]
  warnings?: readonly string[]
  /** Explanation of patch matching in printable ASCII, if the request asks for it. */
  explanation?: string
  /** The inputs of patch matching, for the control API. */
  matching?: MatchInputs
  /** The response as events, if the request asks for a stream. */
  stream?: EventStream
}
