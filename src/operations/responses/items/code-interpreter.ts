import type { ItemsOf } from './item-context.ts'
import { objectIn, stringIn } from '../../../web/json/narrow.ts'
import { itemIdentifier } from './item-ids.ts'
import { includes } from './include.ts'

/** Python code that the service runs in a container; its output is returned only if the request includes it. */
export const codeInterpreterItems: ItemsOf = ({ tool }, { body, random }) => {
  const { container } = tool.definition
  const id = stringIn(container) ?? stringIn(objectIn(container)?.['container_id'])
  return [
    {
      type: 'code_interpreter_call',
      id: itemIdentifier('ci_', random),
      status: 'completed',
      code: 'total = sum(range(1, 11))\nprint(total)',
      container_id: id ?? itemIdentifier('cntr_', random),
      outputs: includes(body, 'code_interpreter_call.outputs') ? [{ type: 'logs', logs: '55\n' }] : null,
    },
  ]
}
