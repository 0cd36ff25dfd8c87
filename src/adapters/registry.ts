import type { Adapter } from './adapter.ts'
import { chatCompletions } from './chat-completions.ts'
import { date } from './date.ts'
import { echo } from './echo.ts'
import { embeddings } from './embeddings.ts'
import { finish } from './finish.ts'
import { identify } from './identify.ts'
import { list } from './list.ts'
import { responses } from './responses.ts'

/** Rules for every answer, in the order they apply. */
export const GENERAL_ADAPTERS: readonly Adapter[] = [finish, list, identify, date, echo]

/** What one operation needs besides, by `operationId`; it comes last. */
export const OPERATION_ADAPTERS: Readonly<Record<string, Adapter>> = {
  createChatCompletion: chatCompletions,
  createResponse: responses,
  beta_createResponse: responses,
  createEmbedding: embeddings,
}
