import { type ErrorEnvelope, errorEnvelope, apiErrorData } from './errors.ts'

/**
 * @param pathParameters path parameters, outermost first
 * @returns the error for an unknown id, or undefined if the path has no id
 */
export function notFound(pathParameters: Readonly<Record<string, string>>): ErrorEnvelope | undefined {
  const [name, id] = Object.entries(pathParameters).at(-1) ?? []
  if (name === undefined || id === undefined) {
    return undefined
  }
  const describe = Object.hasOwn(NOT_FOUND_MESSAGES, name) ? NOT_FOUND_MESSAGES[name] : undefined
  const noun = name.replace(/_id$/, '').replaceAll('_', ' ')
  const { message, ...details } = describe?.(id) ?? { message: `No ${noun} found with id '${id}'.` }
  return errorEnvelope(apiErrorData(404, message, details))
}

/** Messages that differ from the API's most common one, by path parameter. */
const NOT_FOUND_MESSAGES: Record<string, (id: string) => { message: string; param?: string; code?: string }> =
  {
    model: (id) => ({
      message: `The model '${id}' does not exist or you do not have access to it.`,
      param: 'model',
      code: 'model_not_found',
    }),
    file_id: (id) => ({ message: `No such File object: ${id}`, param: 'id' }),
    response_id: (id) => ({ message: `Response with id '${id}' not found.`, param: 'response_id' }),
  }
