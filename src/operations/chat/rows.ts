import { jsonModeOfChat } from '../../validation/service-rules/json-mode.ts'
import { strictSchemasOfChat } from '../../validation/service-rules/strict-schemas.ts'
import { toolCallsAnswered } from '../../validation/service-rules/tool-calls-answered.ts'
import { toolOptionsNeedTools } from '../../validation/service-rules/tool-options-need-tools.ts'
import { type OperationRow, rowOf } from '../operation.ts'
import { chatCompletions } from './chat-completions.ts'
import { retrievedChatCompletion, retrievedMessages } from './retrieved.ts'
import { chatCompletionEvents } from './stream.ts'

/** Chat completions. */
export const CHAT_ROWS: readonly OperationRow[] = [
  rowOf('createChatCompletion', {
    transform: chatCompletions,
    stream: chatCompletionEvents,
    serviceRules: [toolOptionsNeedTools, strictSchemasOfChat, jsonModeOfChat, toolCallsAnswered],
    isRateLimited: true,
    supportsReply: true,
    state: { isNeeded: ({ store }) => store === true },
  }),
  rowOf('getChatCompletion', { transform: retrievedChatCompletion, supportsReply: true }),
  rowOf('getChatCompletionMessages', { transform: retrievedMessages }),
]
