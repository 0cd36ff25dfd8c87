import type { EventStream } from '../../answer/event-stream.ts'
import type { FaultContext, FaultKind } from '../fault-kind.ts'
import type { StreamFaultName } from './old-names.ts'
import type { StreamFault } from './types.ts'

/** One kind of stream fault. */
interface StreamFaultKind<Name extends StreamFaultName> {
  name: Name
  /**
   * Changes the stream.
   *
   * @param setting the member of `fault.stream` with this name
   * @param context data of the request
   */
  change: (stream: EventStream, setting: NonNullable<StreamFault[Name]>, context: FaultContext) => EventStream
}

/** @returns a kind of fault that only applies to streams and adds a warning to other responses */
export function streamFaultKind<Name extends StreamFaultName>({
  name,
  change,
}: StreamFaultKind<Name>): FaultKind {
  return ({ stream: fault }, context) => {
    const setting = fault?.[name]
    if (setting === undefined || setting === false) {
      return undefined
    }
    return {
      name: `stream.${name}`,
      transform: (outcome) =>
        outcome.stream === undefined
          ? 'only applies to streams'
          : { ...outcome, stream: change(outcome.stream, setting, context) },
    }
  }
}
