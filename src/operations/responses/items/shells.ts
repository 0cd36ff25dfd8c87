import type { ItemsOf } from './item-context.ts'
import { objectIn, stringIn } from '../../../web/json/narrow.ts'
import { isRunByCaller } from '../../../assistant/tools/tools.ts'
import { itemIdentifier } from './item-ids.ts'

const COMMAND = 'ls -la'

/** Shell commands: the service runs them in a container and returns their output; otherwise the client runs them. */
export const shellItems: ItemsOf = (call, { random }) => {
  const environment = objectIn(call.tool.definition['environment'])
  const shellCall = {
    type: 'shell_call',
    id: itemIdentifier('sh_', random),
    call_id: call.id,
    action: { commands: [COMMAND], timeout_ms: null, max_output_length: null },
    status: 'completed',
  }
  if (isRunByCaller(call.tool)) {
    return [{ ...shellCall, environment: environment === undefined ? null : { type: 'local' } }]
  }
  const container = stringIn(environment?.['container_id']) ?? itemIdentifier('cntr_', random)
  return [
    { ...shellCall, environment: { type: 'container_reference', container_id: container } },
    {
      type: 'shell_call_output',
      id: itemIdentifier('sho_', random),
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
export const localShellItems: ItemsOf = ({ id }, { random }) => [
  {
    type: 'local_shell_call',
    id: itemIdentifier('lsh_', random),
    call_id: id,
    action: { type: 'exec', command: COMMAND.split(' '), env: {} },
    status: 'completed',
  },
]
