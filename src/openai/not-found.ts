import { type ApiErrorData, type ErrorEnvelope, errorEnvelope, apiErrorData } from './errors.ts'

type PathParameters = Readonly<Record<string, string>>

/**
 * @param pathParameters path parameters, outermost first
 * @returns the error for an unknown id, or undefined if the path has no id
 */
export function notFound(pathParameters: PathParameters): ErrorEnvelope | undefined {
  const name = Object.keys(pathParameters).at(-1)
  return name === undefined ? undefined : errorEnvelope(notFoundError(name, pathParameters))
}

/**
 * @param name the path parameter with the unknown id
 * @param pathParameters all path parameters, outermost first
 * @returns the service's error for an unknown or deleted id
 */
export function notFoundError(name: string, pathParameters: PathParameters): ApiErrorData {
  const id = pathParameters[name] ?? ''
  const describe = Object.hasOwn(NOT_FOUND_MESSAGES, name) ? NOT_FOUND_MESSAGES[name] : undefined
  const noun = name.replace(/_id$/, '').replaceAll('_', ' ')
  const { message, ...details } = describe?.(id, pathParameters) ?? {
    message: `No ${noun} found with id '${id}'.`,
  }
  return apiErrorData(404, message, details)
}

/** The words of an error. */
interface Words {
  message: string
  param?: string
  code?: string
}

/**
 * Messages that differ from the API's most common one, by path parameter. Recorded by client libraries, or reported
 * with the exact wording by several users.
 */
const NOT_FOUND_MESSAGES: Record<string, (id: string, parameters: PathParameters) => Words> = {
  model: (id) => ({
    message: `The model '${id}' does not exist`,
    param: 'model',
    code: 'model_not_found',
  }),
  file_id: (id, { container_id: container }) =>
    container === undefined
      ? { message: `No such File object: ${id}`, param: 'id' }
      : { message: `File ${id} not found on container ${container}.` },
  response_id: (id) => ({ message: `Response with id '${id}' not found.` }),
  vector_store_id: (id) => ({ message: `No vector store found with id '${id}'.`, param: 'vector_store_id' }),
  step_id: (id) => ({ message: `No run step found with id '${id}'.` }),
  conversation_id: (id) => ({ message: `Conversation with id '${id}' not found.` }),
  item_id: (id) => ({ message: `Item with id '${id}' not found in conversation.` }),
  fine_tuning_job_id: (id) => ({
    message: `Could not find fine tune: ${id}`,
    param: 'fine_tune_id',
    code: 'fine_tune_not_found',
  }),
  completion_id: (id) => ({
    message: `Completion ${id} not found`,
    param: 'completion_id',
    code: 'not_found',
  }),
}
