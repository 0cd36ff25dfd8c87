import type { JsonObject } from '../../web/json/json.ts'
import { asObject } from '../../web/json/narrow.ts'
import type { BodyOf, Transform } from '../operation.ts'

/** Hyperparameters that the request leaves to the service. */
const AUTOMATIC: JsonObject = { n_epochs: 'auto', batch_size: 'auto', learning_rate_multiplier: 'auto' }

/**
 * New fine-tuning jobs: the method and its hyperparameters, which a job also has at its top level (34 of 34 recorded
 * jobs). Requests of the older form have them only there.
 */
export const newJobs: Transform<BodyOf<'createFineTuningJob'>> = (answer, { body }) => {
  const method: JsonObject = asObject(body.method) ?? { type: 'supervised' }
  const type = typeof method['type'] === 'string' ? method['type'] : 'supervised'
  const settings = asObject(method[type])
  const given = asObject(settings?.['hyperparameters']) ?? asObject(body.hyperparameters)
  const hyperparameters = { ...AUTOMATIC, ...given }
  return {
    ...answer,
    // The settings of some methods have required members, such as a grader, which only the request can choose.
    method:
      settings === undefined && type !== 'supervised'
        ? method
        : { ...method, [type]: { ...settings, hyperparameters } },
    hyperparameters,
    metadata: asObject(body.metadata) ?? null,
    validation_file: body.validation_file ?? null,
    user_provided_suffix: body.suffix ?? null,
  }
}
