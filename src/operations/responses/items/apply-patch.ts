import type { ItemFactory } from './item-context.ts'
import { newItemId } from './item-ids.ts'

/** A file change for the client to apply. */
export const applyPatchItems: ItemFactory = ({ id }, { random }) => [
  {
    type: 'apply_patch_call',
    id: newItemId('apc_', random),
    call_id: id,
    status: 'completed',
    operation: { type: 'create_file', path: 'hello.txt', diff: '+Hello, world!\n' },
  },
]
