import type { OperationRow } from '../operation.ts'
import { retrievedConversationItems } from '../responses/retrieved.ts'
import { conversationItems } from './items.ts'

/** Items of conversations. */
export const CONVERSATION_ROWS: readonly OperationRow[] = [
  { id: 'createConversationItems', transform: conversationItems },
  { id: 'listConversationItems', transform: retrievedConversationItems, supportsReply: true },
]
