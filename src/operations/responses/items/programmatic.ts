import type { ItemFactory } from './item-context.ts'
import { newIdentifier } from '../../../openai/ids.ts'
import { newItemId } from './item-ids.ts'

/** A program for programmatic tool calling and its result; the service runs it. */
export const programItems: ItemFactory = ({ id }, { random }) => [
  {
    type: 'program',
    id: newItemId('prog_', random),
    call_id: id,
    code: 'text("No tool calls are needed.");',
    fingerprint: newIdentifier('', random),
  },
  {
    type: 'program_output',
    id: newItemId('progo_', random),
    call_id: id,
    result: 'No tool calls are needed.',
    status: 'completed',
  },
]
