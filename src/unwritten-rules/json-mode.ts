import type { Json } from '../json/json.ts'
import { objectIn } from '../json/read-json.ts'
import type { UnwrittenRule } from './rule.ts'

/** Whoever has a model answer with any JSON has to tell it so (guide "Structured outputs", "JSON mode"). */
export const jsonModeOfChat: UnwrittenRule = ({ response_format: format, messages }) =>
  isJsonMode(format) && !tellsOfJson(messages)
    ? [
        {
          message:
            "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
          param: 'messages',
          code: null,
        },
      ]
    : []

/** The same for responses; what is stored with the service may tell it. */
export const jsonModeOfResponses: UnwrittenRule = ({
  text,
  input,
  previous_response_id: previous,
  conversation,
  prompt,
}) =>
  isJsonMode(objectIn(text)?.['format']) &&
  (previous ?? conversation ?? prompt ?? null) === null &&
  !tellsOfJson(input)
    ? [
        {
          message:
            "Response input messages must contain the word 'json' in some form to use 'text.format' of type 'json_object'.",
          param: 'input',
          code: null,
        },
      ]
    : []

function isJsonMode(format: Json | undefined): boolean {
  return objectIn(format)?.['type'] === 'json_object'
}

/** Wherever the word stands: nobody is refused for what the service takes. */
function tellsOfJson(value: Json | undefined): boolean {
  return /json/i.test(JSON.stringify(value ?? null))
}
