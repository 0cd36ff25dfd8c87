import { apiError } from '../../openai/errors.ts'
import { asObject, asObjects } from '../../web/json/narrow.ts'
import type { StateBehavior } from '../state/behavior.ts'
import { MODELS } from './settle-job.ts'

/** Lists the fine-tuned models of the namespace in addition to the base models. */
export const listedModels: StateBehavior = ({ store }, steps) => ({
  ...steps,
  recall: (answer) => {
    const kept = store.all(MODELS, '').map(({ body }) => body)
    const body = asObject(answer.body) ?? {}
    return kept.length === 0
      ? { answer, origin: 'example' }
      : {
          answer: { ...answer, body: { ...body, data: [...asObjects(body['data']), ...kept] } },
          origin: 'stored',
        }
  },
})

/** Deletes a fine-tuned model. Base models cannot be deleted. */
export const deletedModels: StateBehavior = (request, steps) => ({
  ...steps,
  recall: (answer) => {
    const id = request.pathParameters['model'] ?? ''
    if (request.exampleItems().some((model) => model['id'] === id)) {
      throw apiError(
        403,
        `The model '${id}' is a base model and cannot be deleted. Delete a fine-tuned model.`,
        {
          param: 'model',
        },
      )
    }
    return steps.recall(answer)
  },
})
