import type { NamedPatch } from '../patches/compile-patch.ts'
import type { PatchSet } from '../patches/parse.ts'
import type { RequestView } from '../patches/request-view.ts'
import type { MockedAnswer } from './mock.ts'
import type { EventStream } from './stream.ts'

/** What the patches of a request were chosen from. */
export interface Matching {
  /** Those of the operation, in order of priority. */
  candidates: readonly NamedPatch[]
  /** All of the namespace. */
  patches: PatchSet
  view: RequestView
}

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
  /** Why patches apply or do not, in printable ASCII, where the request asks for it. */
  explanation?: string
  /** What patches were matched with, for those who want to know why. */
  matching?: Matching
  /** The answer told as events, when the request asked for a stream. */
  stream?: EventStream
}
