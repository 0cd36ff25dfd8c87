import { connection } from './connection.ts'
import { contentType } from './content-type.ts'
import { delay } from './delay.ts'
import { empty } from './empty.ts'
import type { FaultKind } from './fault-kind.ts'
import { malformed } from './malformed.ts'
import { rateLimit } from './rate-limit.ts'
import { bytesPerWrite, lineEnding, splitCharacters } from './stream/bytes.ts'
import { comment } from './stream/comment.ts'
import { cut } from './stream/cut.ts'
import { duplicate } from './stream/duplicate.ts'
import { errorInStream } from './stream/error-in-stream.ts'
import { gap } from './stream/gap.ts'
import { malformed as malformedEvent } from './stream/malformed.ts'
import { stall } from './stream/stall.ts'
import { withoutEnd } from './stream/without-end.ts'
import { timeout } from './timeout.ts'
import { truncate } from './truncate.ts'

/** All kinds of faults, in the order that they apply. */
export const FAULT_KINDS: readonly FaultKind[] = [
  // What is answered.
  rateLimit,
  // Which events there are; each counts what the ones before it leave.
  withoutEnd,
  malformedEvent,
  stall,
  duplicate,
  gap,
  errorInStream,
  cut,
  comment,
  // How events look in bytes.
  lineEnding,
  splitCharacters,
  bytesPerWrite,
  // What goes over the wire, and when.
  malformed,
  empty,
  contentType,
  truncate,
  delay,
  timeout,
  connection,
]
