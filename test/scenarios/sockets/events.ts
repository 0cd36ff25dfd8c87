import type { ExpectedEvent } from './socket-scenario.ts'

/** Asks for text instead of sound. */
export const TEXT_ONLY = {
  type: 'session.update',
  session: { type: 'realtime', output_modalities: ['text'] },
}

/** @returns the client event that adds a message of the user */
export function userSays(text: string, id?: string) {
  const content = [{ type: 'input_text', text }]
  return {
    type: 'conversation.item.create',
    item: { type: 'message', role: 'user', content, ...(id !== undefined && { id }) },
  }
}

/** The events of an added item. */
export const ITEM_EVENTS: ExpectedEvent[] = ['conversation.item.added', 'conversation.item.done']

/** The events of a response with one text, in the documented order. */
export function textResponse(text: string): ExpectedEvent[] {
  return [
    { type: 'response.created', response: { status: 'in_progress', output: [] } },
    { type: 'response.output_item.added', item: { status: 'in_progress', content: [] } },
    'conversation.item.added',
    { type: 'response.content_part.added', part: { type: 'text', text: '' } },
    'response.output_text.delta',
    { type: 'response.output_text.done', text },
    { type: 'response.content_part.done', part: { type: 'text', text } },
    'conversation.item.done',
    { type: 'response.output_item.done', item: { status: 'completed' } },
    {
      type: 'response.done',
      response: {
        status: 'completed',
        status_details: null,
        output: [{ role: 'assistant', content: [{ type: 'output_text', text }] }],
      },
    },
    'rate_limits.updated',
  ]
}
