import type { DisconnectMode, ConnectionControl } from '../web/http/connection.ts'
import { type OldStreamFaultName, STANDARD_NAMES } from './stream/old-names.ts'
import type { Fault } from './types.ts'

/** An issue in the field `fault` of a patch, as listed by the control API. */
export interface FaultIssue {
  /** JSON Pointer (RFC 6901) relative to the field `fault`, such as `/connection`. */
  pointer: string
  message: string
  /** A valid alternative. */
  suggestion: string
}

/**
 * Checks rules that the JSON Schema of faults cannot express: conflicting settings and the limits of the runtime.
 *
 * @param faults the field `fault` of a patch, valid by its schema
 */
export function checkFault(
  faults: Fault | readonly Fault[],
  { disconnectModes }: Pick<ConnectionControl, 'disconnectModes'>,
): FaultIssue[] {
  if (!isFaultList(faults)) {
    return checkOne(faults, disconnectModes)
  }
  return faults.flatMap((fault, index) =>
    checkOne(fault, disconnectModes).map((issue) => ({ ...issue, pointer: `/${index}${issue.pointer}` })),
  )
}

function isFaultList(faults: Fault | readonly Fault[]): faults is readonly Fault[] {
  return Array.isArray(faults)
}

function checkOne(fault: Fault, disconnectModes: readonly DisconnectMode[]): FaultIssue[] {
  return CHECKS.flatMap((check) => check(fault, disconnectModes) ?? [])
}

type Check = (fault: Fault, modes: readonly DisconnectMode[]) => FaultIssue | undefined

const CHECKS: Check[] = [
  ({ connection }, modes) =>
    connection === undefined || modes.includes(connection)
      ? undefined
      : {
          pointer: '/connection',
          message: `"${connection}" is not supported on this runtime, which cannot access the socket`,
          suggestion:
            'use "truncate": 0 to close the connection after the headers, or "empty": true, or run the mock on Node',
        },
  ({ stream }, modes) => {
    const name = stream?.disconnect === undefined ? 'cut' : 'disconnect'
    const by = stream?.[name]?.by ?? 'close'
    return by !== 'reset' || modes.includes(by)
      ? undefined
      : {
          pointer: `/stream/${name}/by`,
          message: '"reset" is not supported on this runtime, which cannot access the socket',
          suggestion: 'use "by": "close", which also ends the stream early, or run the mock on Node',
        }
  },
  ({ stream }) => {
    const { code = 1000, reason = '' } = stream?.close ?? {}
    if (!isSendable(code)) {
      return {
        pointer: '/stream/close/code',
        message: `${code} is not a close code that an endpoint may send (RFC 6455, section 7.4)`,
        suggestion:
          'use 1000 to 1003, 1007 to 1014, or 3000 to 4999; "disconnect" ends without a close frame',
      }
    }
    return new TextEncoder().encode(reason).length <= MAX_REASON_BYTES
      ? undefined
      : {
          pointer: '/stream/close/reason',
          message: `is longer than ${MAX_REASON_BYTES} bytes, the limit of a close frame`,
          suggestion: 'shorten it',
        }
  },
  ({ stream }) =>
    stream?.close === undefined || (stream.disconnect ?? stream.cut) === undefined
      ? undefined
      : {
          pointer: '/stream/close',
          message: 'cannot be combined with "disconnect", since a stream ends in only one way',
          suggestion: 'remove one of them, or make "fault" a list of two faults, each with a "probability"',
        },
  ({ stream = {} }) => {
    const [old] = OLD_NAMES.filter((name) => name in stream && STANDARD_NAMES[name] in stream)
    return old === undefined
      ? undefined
      : {
          pointer: `/stream/${old}`,
          message: `is the old name of "${STANDARD_NAMES[old]}", which is also set`,
          suggestion: 'remove it',
        }
  },
  ({ delay }) =>
    typeof delay === 'object' && 'min' in delay && delay.min > delay.max
      ? {
          pointer: '/delay',
          message: `min ${delay.min} is greater than max ${delay.max}`,
          suggestion: 'swap the values',
        }
      : undefined,
  (fault) => {
    const [first, second] = EXCLUSIVE_FAULTS.filter(
      (name) => fault[name] !== undefined && fault[name] !== false,
    )
    return first === undefined || second === undefined
      ? undefined
      : {
          pointer: `/${second}`,
          message: `cannot be combined with "${first}", since a response ends in only one way`,
          suggestion: `remove one of them, or make "fault" a list of two faults, each with a "probability"`,
        }
  },
  ({ rateLimit, stream }) =>
    rateLimit === undefined || rateLimit === false || stream === undefined
      ? undefined
      : {
          pointer: '/stream',
          message: 'cannot be combined with "rateLimit", whose response is never a stream',
          suggestion: 'remove one of them, or make "fault" a list of two faults, each with a "probability"',
        },
]

/** Old names of stream faults. */
const OLD_NAMES = ['cut', 'gap', 'withoutEnd'] as const satisfies readonly OldStreamFaultName[]

/** Faults that end the response; at most one can apply. */
const EXCLUSIVE_FAULTS = ['timeout', 'connection', 'empty', 'malformed', 'truncate'] as const

/** Maximum size of the reason in a close frame, in bytes (RFC 6455, section 5.5). */
const MAX_REASON_BYTES = 123

/** @returns whether an endpoint may send a close code (RFC 6455, section 7.4) */
function isSendable(code: number): boolean {
  return (code >= 1000 && code <= 1014 && (code < 1004 || code > 1006)) || code >= 3000
}
