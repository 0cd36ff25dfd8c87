import type { Breakage, Delivery } from './delivery.ts'
import type { Fault } from './fault.ts'

/** What is wrong with a `fault`, as the control API lists it. */
export interface FaultyFault {
  /** JSON Pointer (RFC 6901) from the field `fault`, such as `/connection`. */
  pointer: string
  message: string
  /** What to write instead. */
  suggestion: string
}

/**
 * Holds a patch's faults, which fit their schema, against one another and against what the runtime can do.
 *
 * @param faults the field `fault` of a patch
 * @param delivery what the runtime can do to connections
 */
export function checkFault(
  faults: Fault | readonly Fault[],
  { breakages }: Pick<Delivery, 'breakages'>,
): FaultyFault[] {
  if (!isList(faults)) {
    return checkOne(faults, breakages)
  }
  return faults.flatMap((fault, index) =>
    checkOne(fault, breakages).map((faulty) => ({ ...faulty, pointer: `/${index}${faulty.pointer}` })),
  )
}

function isList(faults: Fault | readonly Fault[]): faults is readonly Fault[] {
  return Array.isArray(faults)
}

function checkOne(fault: Fault, breakages: readonly Breakage[]): FaultyFault[] {
  return CHECKS.flatMap((check) => check(fault, breakages) ?? [])
}

type Check = (fault: Fault, breakages: readonly Breakage[]) => FaultyFault | undefined

const CHECKS: Check[] = [
  ({ connection }, breakages) =>
    connection === undefined || breakages.includes(connection)
      ? undefined
      : {
          pointer: '/connection',
          message: `cannot ${connection} a connection here, where the runtime has no way to the socket`,
          suggestion:
            'write "truncate": 0 to break off after the headers, or "empty": true, or run the mock on Node',
        },
  ({ stream }, breakages) => {
    const by = stream?.cut?.by ?? 'close'
    return by !== 'reset' || breakages.includes(by)
      ? undefined
      : {
          pointer: '/stream/cut/by',
          message: 'cannot reset a connection here, where the runtime has no way to the socket',
          suggestion: 'write "by": "close", which breaks the stream off, or run the mock on Node',
        }
  },
  ({ delay }) =>
    typeof delay === 'object' && 'min' in delay && delay.min > delay.max
      ? {
          pointer: '/delay',
          message: `has a min of ${delay.min} that is more than its max of ${delay.max}`,
          suggestion: 'swap them',
        }
      : undefined,
  (fault) => {
    const [first, second] = OUTCOMES.filter((name) => fault[name] !== undefined && fault[name] !== false)
    return first === undefined || second === undefined
      ? undefined
      : {
          pointer: `/${second}`,
          message: `does not go with "${first}", since an answer ends in one way only`,
          suggestion: `leave one of them out, or make "fault" a list of two with a "probability" each`,
        }
  },
  ({ rateLimit, stream }) =>
    rateLimit === undefined || rateLimit === false || stream === undefined
      ? undefined
      : {
          pointer: '/stream',
          message: 'does not go with "rateLimit", whose answer never is a stream',
          suggestion: 'leave one of them out, or make "fault" a list of two with a "probability" each',
        },
]

/** Ways for an answer to end. */
const OUTCOMES = ['timeout', 'connection', 'empty', 'malformed', 'truncate'] as const
