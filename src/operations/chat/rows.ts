import { withContentFilters } from '../../openai/azure-content-filters.ts'
import { type OperationRow, rowOf } from '../operation.ts'
import { chatCompletions } from './chat-completions.ts'
import { keptCompletions, retrievedCompletions, storedMessages } from './kept-completions.ts'
import { retrievedChatCompletion, retrievedMessages } from './retrieved.ts'
import { chatCompletionEvents } from './stream.ts'

/** Chat completions. */
export const CHAT_ROWS: readonly OperationRow[] = [
  rowOf('createChatCompletion', {
    transform: chatCompletions,
    stream: chatCompletionEvents,
    forAzure: withContentFilters,
    isRateLimited: true,
    supportsReply: true,
    state: { isNeeded: ({ store }) => store === true, steps: keptCompletions },
  }),
  rowOf('getChatCompletion', {
    transform: retrievedChatCompletion,
    supportsReply: true,
    state: { steps: retrievedCompletions },
  }),
  rowOf('getChatCompletionMessages', { transform: retrievedMessages, state: { steps: storedMessages } }),
]
