import { matchesToolChoice } from '../../../assistant/tools/select-tools.ts'
import { readTools } from '../../../assistant/tools/tools.ts'
import { asObject, asString } from '../../../web/json/narrow.ts'
import { API_DOCUMENT, RESPONSES, STRUCTURED_OUTPUTS } from '../evidence.ts'
import { mentionsJson } from '../mentions-json.ts'
import { checkOf, isSet, NO_VIOLATIONS, type RuleCheck, type ServiceRule, violates } from '../rule.ts'

const CHOICE: ServiceRule = {
  id: 'responses-tool-choice-exists',
  summary: 'The tool named by `tool_choice` is one of the `tools`, unless a stored `prompt` has it.',
  operations: RESPONSES,
  message: "Tool choice '{name}' not found in 'tools' parameter.",
  param: 'tool_choice',
  code: null,
  sureness: 'reported',
  evidence: [API_DOCUMENT],
}

/** A choice of a tool that the request does not have. */
export const toolChoiceExists: RuleCheck = {
  rules: [CHOICE],
  check: ({ body: { tool_choice, tools, prompt } }) => {
    const choice = asObject(tool_choice)
    if (choice === undefined || choice['type'] === 'allowed_tools' || isSet(prompt)) {
      return NO_VIOLATIONS
    }
    const name = asString(choice['name']) ?? asString(choice['type']) ?? ''
    return readTools(tools).some((tool) => matchesToolChoice(choice, tool))
      ? NO_VIOLATIONS
      : [violates(CHOICE, { name })]
  },
}

/** JSON mode requires the word "json" in the input, unless stored input or a prompt may contain it. */
export const jsonModeOfResponses = checkOf(
  {
    id: 'responses-json-mode',
    summary:
      '`text.format` `json_object` requires the word "json" in the input; the instructions do not count. Stored input may contain it.',
    operations: RESPONSES,
    message:
      "Response input messages must contain the word 'json' in some form to use 'text.format' of type 'json_object'.",
    param: 'input',
    code: null,
    sureness: 'documented',
    evidence: [STRUCTURED_OUTPUTS],
  },
  ({ body: { text, input, previous_response_id: previous, conversation, prompt } }) =>
    asObject(asObject(text)?.['format'])?.['type'] === 'json_object' &&
    !isSet(previous) &&
    !isSet(conversation) &&
    !isSet(prompt) &&
    !mentionsJson(input),
)
