import type { ItemsOf } from './call-items.ts'
import { itemIdentifier } from './identifiers.ts'

/** A change of a file, which the caller makes. */
export const applyPatchItems: ItemsOf = ({ id }, { random }) => [
  {
    type: 'apply_patch_call',
    id: itemIdentifier('apc_', random),
    call_id: id,
    status: 'completed',
    operation: { type: 'create_file', path: 'hello.txt', diff: '+Hello, world!\n' },
  },
]
