import { isObject, type Json } from '../../compiler/document/document.ts'
import type { Mutation } from './mutations.ts'

/** The `param` and `code` of an API error. */
export interface ExpectedError {
  param: string | null
  code: string | null
}

/**
 * Returns the error that a mutation causes. The service words single errors of chat completions in its own way.
 *
 * @param id the operation
 */
export function expectedError(id: string, { param, code, value }: Mutation): ExpectedError {
  if (id !== 'createChatCompletion' || code !== 'missing_required_parameter') {
    return { param, code }
  }
  if (param === 'model') {
    return { param: null, code: null }
  }
  const index = /^messages\[(\d+)\]\.content$/.exec(param)?.[1]
  return index === undefined || roleOf(value, Number(index)) === 'developer'
    ? { param, code }
    : { param: `messages.[${index}].content`, code: null }
}

function roleOf(body: Json, index: number): Json | undefined {
  const messages = isObject(body) ? body['messages'] : undefined
  const message = Array.isArray(messages) ? messages[index] : undefined
  return message !== undefined && isObject(message) ? message['role'] : undefined
}
