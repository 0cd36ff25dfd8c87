import type { OperationRoute } from '../catalogue/contract.ts'
import type { CompiledPatch } from '../patches/document/compile-patch.ts'
import type { PatchRequest } from '../patches/match/request-view.ts'
import type { MatchInputs } from '../patches/resolve-patches.ts'
import type { WireMessage } from '../web/http/wire-message.ts'
import type { StreamEvent } from '../web/sse/event.ts'

/** An event of a stream and when it was sent. */
export interface RecordedEvent extends StreamEvent {
  /** Time since the request arrived. */
  milliseconds: number
}

/** How the patches of a request were matched. */
export type RecordedMatching = Pick<MatchInputs, 'candidates' | 'patches'> & {
  /** The patches that applied. */
  applying: readonly CompiledPatch[]
}

/**
 * A recorded request with its response. Holds references to the data of the request, so that recording costs little:
 * an entry is rendered when it is read.
 */
export interface RequestRecord {
  /** Increases with each request of a namespace. */
  seq: number
  /** Milliseconds since 1970. */
  time: number
  /** Time until the response started. */
  milliseconds: number
  /** URL as received. */
  url: string
  /** Returns the request as patches see it. The body is undefined if it could not be parsed. */
  see: () => PatchRequest
  /** Whether all body values are strings, as in forms. */
  isTextBody: boolean
  route: OperationRoute | undefined
  status: number
  /** Response headers, with names in lower case. */
  headers: Readonly<Record<string, string>>
  /** The response body; null for none and for streams. */
  body: Exclude<WireMessage['body'], ReadableStream<Uint8Array>>
  /** The events of a stream, which are added as they are sent. */
  events: RecordedEvent[] | undefined
  /** Whether a stream has ended; true for other responses. */
  isComplete: boolean
  /** Whether a body or events were cut. */
  isTruncated: boolean
  patchNames: readonly string[]
  faultNames: readonly string[]
  warnings: readonly string[]
  matching: RecordedMatching | undefined
  /** Estimated size. */
  bytes: number
}
