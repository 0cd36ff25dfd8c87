import { type OperationRow, rowOf } from '../operation.ts'
import { retrievedConversationItems } from '../responses/retrieved.ts'
import { conversationItems } from './items.ts'
import { addedItems, createdConversations, deletedItems } from './kept-conversations.ts'

/** Conversations and their items. */
export const CONVERSATION_ROWS: readonly OperationRow[] = [
  rowOf('createConversation', { state: { steps: createdConversations } }),
  rowOf('createConversationItems', { transform: conversationItems, state: { steps: addedItems } }),
  rowOf('deleteConversationItem', { state: { steps: deletedItems } }),
  rowOf('listConversationItems', { transform: retrievedConversationItems, supportsReply: true }),
]
