import type { Fault } from '../types.ts'
import type { StreamFault } from './types.ts'

/** Standard names of the stream faults that documents may still call by an old name. */
export const STANDARD_NAMES = { cut: 'disconnect', gap: 'drop', withoutEnd: 'noTerminator' } as const

/** Old name of a stream fault. */
export type OldStreamFaultName = keyof typeof STANDARD_NAMES

/** Name of a stream fault, as reported in `x-mock-faults`. */
export type StreamFaultName = Exclude<keyof StreamFault, OldStreamFaultName>

/** Replaces old names of stream faults with their standard names, which the other code expects. */
export function useStandardNames(fault: Fault): Fault {
  const { stream } = fault
  if (stream === undefined || !Object.keys(STANDARD_NAMES).some((name) => name in stream)) {
    return fault
  }
  const { cut, gap, withoutEnd, ...rest } = stream
  return {
    ...fault,
    stream: {
      ...(cut !== undefined && { disconnect: cut }),
      ...(gap !== undefined && { drop: gap }),
      ...(withoutEnd !== undefined && { noTerminator: withoutEnd }),
      ...rest,
    },
  }
}
