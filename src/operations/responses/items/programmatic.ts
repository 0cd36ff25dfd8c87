import type { ItemsOf } from './item-context.ts'
import { newIdentifier } from '../../../openai/ids.ts'
import { itemIdentifier } from './item-ids.ts'

/** A program for programmatic tool calling and its result; the service runs it. */
export const programItems: ItemsOf = ({ id }, { random }) => [
  {
    type: 'program',
    id: itemIdentifier('prog_', random),
    call_id: id,
    code: 'text("No tool calls are needed.");',
    fingerprint: newIdentifier('', random),
  },
  {
    type: 'program_output',
    id: itemIdentifier('progo_', random),
    call_id: id,
    result: 'No tool calls are needed.',
    status: 'completed',
  },
]
