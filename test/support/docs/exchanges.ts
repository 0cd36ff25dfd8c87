import { chatBody, type DocsSandbox } from './sandbox.ts'

/** The parts of a chat completion that an exchange shows. */
interface ChatResponse {
  error?: { code: string }
  choices?: {
    message: {
      content?: string
      refusal?: string | null
      tool_calls?: { function: { name: string; arguments: string } }[]
    }
  }[]
}

/** Sends the request on the left of an exchange: `"text"`, `tool "result"` or `retry 1`. */
export function sendExchange(sandbox: DocsSandbox, request: string): Promise<Response> {
  const [, kind = '', text = '""'] = /^(tool |retry )?(.*)$/.exec(request) ?? []
  if (kind === 'retry ') {
    return sandbox.chat('Hi', { 'x-stainless-retry-count': text })
  }
  const content: string = JSON.parse(text)
  if (kind === '') {
    return sandbox.chat(content)
  }
  const call = { id: 'call_1', type: 'function', function: { name: 'get_weather', arguments: '{}' } }
  const messages = [
    { role: 'user', content: 'Hi' },
    { role: 'assistant', tool_calls: [call] },
    { role: 'tool', tool_call_id: 'call_1', content },
  ]
  return sandbox.post('/v1/chat/completions', chatBody(messages))
}

/**
 * Formats a response like the right of an exchange: `"text"`, `refusal "text"`, `tool(arguments)`, `429 code` or `200`.
 *
 * @param expected the documented form, which selects between a bare status and the content
 */
export async function formatResponse(response: Response, expected: string): Promise<string> {
  const body: ChatResponse = JSON.parse(await response.text())
  if (response.status !== 200 || expected === '200') {
    return `${response.status}${body.error === undefined ? '' : ` ${body.error.code}`}`
  }
  const { content, refusal, tool_calls: calls = [] } = body.choices?.[0]?.message ?? {}
  if (typeof refusal === 'string') {
    return `refusal ${JSON.stringify(refusal)}`
  }
  const [call] = calls
  return call === undefined ? JSON.stringify(content) : `${call.function.name}(${call.function.arguments})`
}
