import { type OperationRow, rowOf } from '../operation.ts'
import { retrievedConversationItems } from '../responses/retrieved.ts'
import { conversationItems } from './items.ts'

/** Items of conversations. */
export const CONVERSATION_ROWS: readonly OperationRow[] = [
  rowOf('createConversationItems', { transform: conversationItems }),
  rowOf('listConversationItems', { transform: retrievedConversationItems, supportsReply: true }),
]
