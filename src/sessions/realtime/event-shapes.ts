import type { EventShapes } from '../client-event.ts'

/** Members of the client events, besides `type` and `event_id`. */
export const SHAPES: EventShapes = {
  'session.update': ['session!'],
  'input_audio_buffer.append': ['audio!'],
  'input_audio_buffer.commit': [],
  'input_audio_buffer.clear': [],
  'conversation.item.create': ['item!', 'previous_item_id'],
  'conversation.item.truncate': ['item_id!', 'content_index!', 'audio_end_ms!'],
  'conversation.item.delete': ['item_id!'],
  'conversation.item.retrieve': ['item_id!'],
  'response.create': ['response'],
  'response.cancel': ['response_id'],
}

/** The types that the service lists for an unknown one. */
export const LISTED_TYPES = [
  'session.update',
  'session.close',
  'input_audio_buffer.append',
  'session.input_audio_buffer.append',
  'input_audio_buffer.commit',
  'input_audio_buffer.clear',
  'conversation.item.create',
  'conversation.item.truncate',
  'conversation.item.delete',
  'conversation.item.retrieve',
  'response.create',
  'response.cancel',
]

/** Members of a session that an update may have. */
export const SESSION_MEMBERS = [
  'type',
  'id',
  'object',
  'expires_at',
  'model',
  'output_modalities',
  'instructions',
  'tools',
  'tool_choice',
  'parallel_tool_calls',
  'max_output_tokens',
  'reasoning',
  'tracing',
  'truncation',
  'prompt',
  'audio',
  'include',
]
