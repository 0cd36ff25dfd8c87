import { apiError } from '../openai/errors.ts'
import type { Call } from '../request/call.ts'
import { asString } from '../web/json/narrow.ts'

const NO_WARNINGS: readonly string[] = []

/**
 * Checks that the model of a request exists, and warns about one that shuts down.
 *
 * @param call the request, whose model is in the body or in the path
 * @param models the models that exist, or undefined if every name is a model
 * @param shutdownDates dates by model, from the document
 * @returns a warning for a model with a known end
 * @throws {import('../openai/errors.ts').ApiError} `model_not_found` in the service's words (404)
 */
export function checkModel(
  { body, pathParameters }: Pick<Call, 'body' | 'pathParameters'>,
  models: readonly string[] | undefined,
  shutdownDates: Readonly<Record<string, string>>,
): readonly string[] {
  const inBody = asString(body['model'])
  const model = inBody ?? pathParameters['model']
  if (model === undefined) {
    return NO_WARNINGS
  }
  if (models !== undefined && !models.includes(model)) {
    throw apiError(404, `The model '${model}' does not exist or you do not have access to it.`, {
      param: inBody === undefined ? 'model' : null,
      code: 'model_not_found',
    })
  }
  return Object.hasOwn(shutdownDates, model)
    ? [`The model '${model}' is deprecated: OpenAI shuts it down on ${shutdownDates[model]}.`]
    : NO_WARNINGS
}
