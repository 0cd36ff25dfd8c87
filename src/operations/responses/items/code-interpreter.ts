import type { ItemFactory } from './item-context.ts'
import { asObject, asString } from '../../../web/json/narrow.ts'
import { newItemId } from './item-ids.ts'
import { isIncluded } from './include.ts'

/** Python code that the service runs in a container; its output is returned only if the request includes it. */
export const codeInterpreterItems: ItemFactory = ({ tool }, { body, random }) => {
  const { container } = tool.definition
  const id = asString(container) ?? asString(asObject(container)?.['container_id'])
  return [
    {
      type: 'code_interpreter_call',
      id: newItemId('ci_', random),
      status: 'completed',
      code: 'total = sum(range(1, 11))\nprint(total)',
      container_id: id ?? newItemId('cntr_', random),
      outputs: isIncluded(body, 'code_interpreter_call.outputs') ? [{ type: 'logs', logs: '55\n' }] : null,
    },
  ]
}
