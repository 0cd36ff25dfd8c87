import type { ItemFactory } from './item-context.ts'
import { asObject, asString } from '../../../web/json/narrow.ts'
import { isClientExecuted } from '../../../assistant/tools/tools.ts'
import { newItemId } from './item-ids.ts'

const COMMAND = 'ls -la'

/** Shell commands: the service runs them in a container and returns their output; otherwise the client runs them. */
export const shellItems: ItemFactory = (call, { random }) => {
  const environment = asObject(call.tool.definition['environment'])
  const shellCall = {
    type: 'shell_call',
    id: newItemId('sh_', random),
    call_id: call.id,
    action: { commands: [COMMAND], timeout_ms: null, max_output_length: null },
    status: 'completed',
  }
  if (isClientExecuted(call.tool)) {
    return [{ ...shellCall, environment: environment === undefined ? null : { type: 'local' } }]
  }
  const container = asString(environment?.['container_id']) ?? newItemId('cntr_', random)
  return [
    { ...shellCall, environment: { type: 'container_reference', container_id: container } },
    {
      type: 'shell_call_output',
      id: newItemId('sho_', random),
      call_id: call.id,
      status: 'completed',
      output: [
        {
          stdout: 'total 4\n-rw-r--r-- 1 root root 14 Mar 10 09:30 hello.txt\n',
          stderr: '',
          outcome: { type: 'exit', exit_code: 0 },
        },
      ],
      max_output_length: null,
    },
  ]
}

/** A command for the client's machine. */
export const localShellItems: ItemFactory = ({ id }, { random }) => [
  {
    type: 'local_shell_call',
    id: newItemId('lsh_', random),
    call_id: id,
    action: { type: 'exec', command: COMMAND.split(' '), env: {} },
    status: 'completed',
  },
]
