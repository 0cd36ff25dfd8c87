import { isMeant } from '../../assistant/tools/select-tools.ts'
import { readTools } from '../../assistant/tools/tools.ts'
import { objectIn, stringIn } from '../../web/json/narrow.ts'
import type { UnwrittenRule } from './rule.ts'

/** Responses: the tool named by `tool_choice` is one of `tools` (API reference, "Create a model response"). */
export const chosenTool: UnwrittenRule = ({ tool_choice, tools, prompt }) => {
  const choice = objectIn(tool_choice)
  const isStored = (prompt ?? null) !== null
  if (choice === undefined || choice['type'] === 'allowed_tools' || isStored) {
    return []
  }
  const name = stringIn(choice['name']) ?? stringIn(choice['type']) ?? ''
  return readTools(tools).some((tool) => isMeant(choice, tool))
    ? []
    : [
        {
          message: `Tool choice '${name}' not found in 'tools' parameter.`,
          param: 'tool_choice',
          code: null,
        },
      ]
}
