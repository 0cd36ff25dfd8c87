import type { ItemsOf } from './item-context.ts'
import { itemIdentifier } from './item-ids.ts'

/** A file change for the client to apply. */
export const applyPatchItems: ItemsOf = ({ id }, { random }) => [
  {
    type: 'apply_patch_call',
    id: itemIdentifier('apc_', random),
    call_id: id,
    status: 'completed',
    operation: { type: 'create_file', path: 'hello.txt', diff: '+Hello, world!\n' },
  },
]
