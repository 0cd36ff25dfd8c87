import { type ErrorEnvelope, errorEnvelope, refuse } from './errors.ts'

/**
 * @param pathParameters the path's, the outermost first
 * @returns the error for an id that the API does not know, or undefined for a path without one
 */
export function notFound(pathParameters: Readonly<Record<string, string>>): ErrorEnvelope | undefined {
  const [name, id] = Object.entries(pathParameters).at(-1) ?? []
  if (name === undefined || id === undefined) {
    return undefined
  }
  const describe = Object.hasOwn(WORDINGS, name) ? WORDINGS[name] : undefined
  const noun = name.replace(/_id$/, '').replaceAll('_', ' ')
  const { message, ...details } = describe?.(id) ?? { message: `No ${noun} found with id '${id}'.` }
  return errorEnvelope(refuse(404, message, details).refusal)
}

/** Where the API's words differ from its most common ones, by path parameter. */
const WORDINGS: Record<string, (id: string) => { message: string; param?: string; code?: string }> = {
  model: (id) => ({
    message: `The model '${id}' does not exist or you do not have access to it.`,
    param: 'model',
    code: 'model_not_found',
  }),
  file_id: (id) => ({ message: `No such File object: ${id}`, param: 'id' }),
  response_id: (id) => ({ message: `Response with id '${id}' not found.`, param: 'response_id' }),
}
