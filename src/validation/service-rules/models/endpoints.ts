import { CHAT } from '../evidence.ts'
import { checkOf, type RuleCheck } from '../rule.ts'
import { traitsOf } from './traits.ts'

/** Models that neither chat nor complete text. */
const OTHER_MODELS =
  /^(?:text-embedding|text-moderation|omni-moderation|whisper|tts-|dall-e|gpt-image|sora|davinci|babbage)/

/** Models of legacy completions, and fine-tuned ones of unknown kind. */
const COMPLETION_MODELS = /instruct|^(?:davinci|babbage|ft:)/

const shared = { param: 'model', code: null, status: 404, sureness: 'reported' } as const

/** Models that an endpoint does not serve. */
export const ENDPOINT_CHECKS: readonly RuleCheck[] = [
  checkOf(
    {
      ...shared,
      id: 'chat-model-of-responses-only',
      summary: 'Models such as `o1-pro`, deep research and Codex are served by the Responses API only.',
      operations: CHAT,
      message: 'This model is only supported in v1/responses and not in v1/chat/completions.',
      evidence: [
        'https://github.com/n8n-io/n8n/issues/18352',
        'https://github.com/pgadmin-org/pgadmin4/issues/9795',
      ],
    },
    ({ body: { model } }) =>
      typeof model === 'string' && traitsOf(model)?.limits.has('responses only') === true,
  ),
  checkOf(
    {
      ...shared,
      id: 'chat-model-chats',
      summary: 'The model of a chat completion is a chat model.',
      operations: CHAT,
      message:
        'This is not a chat model and thus not supported in the v1/chat/completions endpoint. Did you mean to use v1/completions?',
      evidence: [
        'https://github.com/Chanzhaoyu/chatgpt-web/issues/1428',
        'https://github.com/micz/ThunderAI/issues/570',
      ],
    },
    ({ body: { model } }) =>
      typeof model === 'string' && (OTHER_MODELS.test(model) || model === 'gpt-3.5-turbo-instruct'),
  ),
  checkOf(
    {
      ...shared,
      id: 'completions-model-completes',
      summary: 'The model of a legacy completion is not a chat model.',
      operations: ['createCompletion'],
      message:
        'This is a chat model and not supported in the v1/completions endpoint. Did you mean to use v1/chat/completions?',
      evidence: ['https://github.com/diffbot/code-gpt-docs/issues/172'],
    },
    ({ body: { model } }) =>
      typeof model === 'string' && !COMPLETION_MODELS.test(model) && traitsOf(model) !== undefined,
  ),
]
