/** Where text is asked for. */
export const CHAT = '/v1/chat/completions'
export const RESPONSES = '/v1/responses'
/** What users and assistants say in turn. */
export const hello = { role: 'user', content: 'Hello!' }

const weather = (id: string) => ({
  id,
  type: 'function',
  function: { name: 'get_weather', arguments: '{}' },
})
export const calling = (...ids: string[]) => ({ role: 'assistant', tool_calls: ids.map(weather) })
export const answering = (id: string) => ({ role: 'tool', tool_call_id: id, content: 'sunny' })
/** Items of responses. */
export const call = (id: string) => ({
  type: 'function_call',
  call_id: id,
  name: 'get_weather',
  arguments: '{}',
})
export const output = (id: string) => ({ type: 'function_call_output', call_id: id, output: 'sunny' })

/** A schema that may be strict, unless the details say otherwise. */
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
