import type { EventStream } from '../../pipeline/stream.ts'
import type { FaultContext, FaultKind } from '../fault-kind.ts'
import type { StreamFault } from './stream-fault.ts'

/** How one kind of fault changes a stream. */
interface StreamKind<Name extends keyof StreamFault> {
  name: Name
  /**
   * @param stream what would be sent
   * @param setting what the patch says of this kind
   * @param context what else there is to look at
   */
  change: (stream: EventStream, setting: NonNullable<StreamFault[Name]>, context: FaultContext) => EventStream
}

/** @returns a kind of fault that is for streams, and warns where there is none */
export function streamKind<Name extends keyof StreamFault>({ name, change }: StreamKind<Name>): FaultKind {
  return ({ stream: fault }, context) => {
    const setting = fault?.[name]
    if (setting === undefined || setting === false) {
      return undefined
    }
    return {
      name: `stream.${name}`,
      tell: (outcome) =>
        outcome.stream === undefined
          ? 'is for streams, and this answer is none'
          : { ...outcome, stream: change(outcome.stream, setting, context) },
    }
  }
}
