import type { Scenario } from '../../scenario.ts'

/** A request that breaks one service rule, and a similar one that obeys all. */
export interface RuleCase {
  /** Id of the rule. */
  rule: string
  /** The broken part, if the rule has more than one case. */
  about?: string
  refused: Scenario['request']
  accepted: Scenario['request']
  /** The error's fields. */
  param: string | null
  code: string | null
  /** The error's message; by default, only the rule's template is compared. */
  message?: string
  /** Evidence for this case, in addition to the rule's. */
  evidence?: string
}

/** A message of a user. */
export const user = (content: unknown = 'hi') => ({ role: 'user', content })

/** A chat completion. */
export const chat = (body: object = {}): Scenario['request'] => ({
  path: '/v1/chat/completions',
  json: { model: 'gpt-4o', messages: [user()], ...body },
})

/** A response. */
export const response = (body: object = {}): Scenario['request'] => ({
  path: '/v1/responses',
  json: { model: 'gpt-4o', input: 'hi', ...body },
})

/** A response with input items. */
export const input = (...items: object[]): Scenario['request'] => response({ input: [user(), ...items] })

/** A POST request with a JSON body. */
export const post = (path: string, json: object): Scenario['request'] => ({ path: `/v1${path}`, json })

/** Longer than the minimum of Node's parser. */
const BOUNDARY = 'boundary-of-the-form-in-this-scenario'

/** A field of a form: a text, or a file. */
export type FormField = string | { name: string; type: string; content?: string }

/** A multipart form; names may repeat. */
export function form(
  path: string,
  fields: readonly (readonly [name: string, value: FormField])[],
): Scenario['request'] {
  const parts = fields.map(([name, value]) =>
    typeof value === 'string'
      ? `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`
      : `--${BOUNDARY}\r\nContent-Disposition: form-data; name="${name}"; filename="${value.name}"\r\nContent-Type: ${value.type}\r\n\r\n${value.content ?? 'data'}\r\n`,
  )
  return {
    path: `/v1${path}`,
    headers: { 'content-type': `multipart/form-data; boundary=${BOUNDARY}` },
    body: `${parts.join('')}--${BOUNDARY}--\r\n`,
  }
}
