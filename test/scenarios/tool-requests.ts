/** Paths of the text endpoints. */
export const CHAT = '/v1/chat/completions'
export const RESPONSES = '/v1/responses'
/** Messages of a conversation with tool calls. */
export const hello = { role: 'user', content: 'Hello!' }

const weather = (id: string) => ({
  id,
  type: 'function',
  function: { name: 'get_weather', arguments: '{}' },
})
export const calling = (...ids: string[]) => ({ role: 'assistant', tool_calls: ids.map(weather) })
export const answering = (id: string) => ({ role: 'tool', tool_call_id: id, content: 'sunny' })
/** Input items of the Responses API. */
export const call = (id: string) => ({
  type: 'function_call',
  call_id: id,
  name: 'get_weather',
  arguments: '{}',
})
export const output = (id: string) => ({ type: 'function_call_output', call_id: id, output: 'sunny' })

/** A schema valid for strict mode unless the details override it. */
export const place = (details: object) => ({
  type: 'object',
  properties: { city: { type: 'string' }, size: { type: 'number' } },
  required: ['city', 'size'],
  additionalProperties: false,
  ...details,
})
export const strictFunction = (parameters: object) => ({
  type: 'function',
  function: { name: 'find', strict: true, parameters },
})
