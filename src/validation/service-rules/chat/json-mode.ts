import { asObject } from '../../../web/json/narrow.ts'
import { CHAT, STRUCTURED_OUTPUTS } from '../evidence.ts'
import { checkOf } from '../rule.ts'
import { mentionsJson } from '../mentions-json.ts'

/** JSON mode requires the word "json" in the messages. */
export const jsonModeOfChat = checkOf(
  {
    id: 'chat-json-mode',
    summary: '`response_format` `json_object` requires the word "json" in the messages.',
    operations: CHAT,
    message:
      "'messages' must contain the word 'json' in some form, to use 'response_format' of type 'json_object'.",
    param: 'messages',
    code: null,
    sureness: 'documented',
    evidence: [STRUCTURED_OUTPUTS],
  },
  ({ body: { response_format: format, messages } }) =>
    asObject(format)?.['type'] === 'json_object' && !mentionsJson(messages),
)
