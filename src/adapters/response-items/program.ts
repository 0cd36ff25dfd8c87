import { newIdentifier } from '../../openai/identifiers.ts'
import type { ItemsOf } from './call-items.ts'
import { itemIdentifier } from './identifiers.ts'

/** A program that calls tools, and what came of it; the service runs it. */
export const programItems: ItemsOf = ({ id }, { random }) => [
  {
    type: 'program',
    id: itemIdentifier('prog_', random),
    call_id: id,
    code: 'text("Nothing needs to be called.");',
    fingerprint: newIdentifier('', random),
  },
  {
    type: 'program_output',
    id: itemIdentifier('progo_', random),
    call_id: id,
    result: 'Nothing needs to be called.',
    status: 'completed',
  },
]
