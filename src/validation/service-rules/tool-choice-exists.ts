import { matchesToolChoice } from '../../assistant/tools/select-tools.ts'
import { readTools } from '../../assistant/tools/tools.ts'
import { asObject, asString } from '../../web/json/narrow.ts'
import { type ServiceRule, violation } from './rule.ts'

/** Responses: the tool named by `tool_choice` is one of `tools` (API reference, "Create a model response"). */
export const toolChoiceExists: ServiceRule = ({ tool_choice, tools, prompt }) => {
  const choice = asObject(tool_choice)
  const hasStoredPrompt = (prompt ?? null) !== null
  if (choice === undefined || choice['type'] === 'allowed_tools' || hasStoredPrompt) {
    return []
  }
  const name = asString(choice['name']) ?? asString(choice['type']) ?? ''
  return readTools(tools).some((tool) => matchesToolChoice(choice, tool))
    ? []
    : [violation(`Tool choice '${name}' not found in 'tools' parameter.`, 'tool_choice')]
}
