import { connection } from './connection.ts'
import { contentType } from './content-type.ts'
import { delay } from './delay.ts'
import { empty } from './empty.ts'
import type { FaultKind } from './fault-kind.ts'
import { malformed } from './malformed.ts'
import { rateLimit } from './rate-limit.ts'
import { binary } from './stream/binary.ts'
import { bytesPerWrite, lineEnding, splitCharacters } from './stream/bytes.ts'
import { close } from './stream/close.ts'
import { comment } from './stream/comment.ts'
import { disconnect } from './stream/disconnect.ts'
import { duplicate } from './stream/duplicate.ts'
import { errorEventFault } from './stream/error-event.ts'
import { drop } from './stream/drop.ts'
import { malformed as malformedEvent } from './stream/malformed.ts'
import { stall } from './stream/stall.ts'
import { noTerminator } from './stream/no-terminator.ts'
import { timeout } from './timeout.ts'
import { truncate } from './truncate.ts'

/** All kinds of faults, in the order in which they apply. */
export const FAULT_KINDS: readonly FaultKind[] = [
  // Replace the response.
  rateLimit,
  // Change the events of a stream. Positions refer to the events left by the previous faults.
  noTerminator,
  malformedEvent,
  stall,
  duplicate,
  drop,
  binary,
  errorEventFault,
  disconnect,
  close,
  comment,
  // Change the bytes of events.
  lineEnding,
  splitCharacters,
  bytesPerWrite,
  // Change or delay the serialized message.
  malformed,
  empty,
  contentType,
  truncate,
  delay,
  timeout,
  connection,
]
