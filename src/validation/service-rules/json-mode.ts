import type { Json } from '../../web/json/json.ts'
import { asObject } from '../../web/json/narrow.ts'
import { type ServiceRule, violation } from './rule.ts'

/** Chat completions: JSON mode requires the word "json" in the messages (guide "Structured outputs", "JSON mode"). */
export const jsonModeOfChat: ServiceRule = ({ response_format: format, messages }) =>
  isJsonMode(format) && !mentionsJson(messages)
    ? [
        violation(
          "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
          'messages',
        ),
      ]
    : []

/** Responses: the same for the input, unless stored input or a prompt may contain the word. */
export const jsonModeOfResponses: ServiceRule = ({
  text,
  input,
  previous_response_id: previous,
  conversation,
  prompt,
}) =>
  isJsonMode(asObject(text)?.['format']) &&
  (previous ?? conversation ?? prompt ?? null) === null &&
  !mentionsJson(input)
    ? [
        violation(
          "Response input messages must contain the word 'json' in some form to use 'text.format' of type 'json_object'.",
          'input',
        ),
      ]
    : []

function isJsonMode(format: Json | undefined): boolean {
  return asObject(format)?.['type'] === 'json_object'
}

/** Searches the whole value, so that no request is rejected that the service accepts. */
function mentionsJson(value: Json | undefined): boolean {
  return /json/i.test(JSON.stringify(value ?? null))
}
