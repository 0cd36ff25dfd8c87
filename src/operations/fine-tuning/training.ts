import type { JsonObject } from '../../web/json/json.ts'
import { asNumber, asObject, asString } from '../../web/json/narrow.ts'
import { newIdentifier } from '../../openai/ids.ts'
import { seededRandom } from '../../web/random/seeded-random.ts'
import type { TrainingData } from './training-file.ts'

/** Epochs and batch size that the service chooses for `auto`. */
const AUTO_EPOCHS = 3
const AUTO_BATCH_SIZE = 1

/** Checkpoints that the service keeps: those of the last epochs (guide "Supervised fine-tuning"). */
const MAX_CHECKPOINTS = 3

/** Rows of the result file and events about steps; longer trainings report fewer of their steps. */
const MAX_REPORTED_STEPS = 50

/** The organization in names of models, as in the examples. */
const ORGANIZATION = 'northwind'

/** One reported step of a training. */
export interface TrainingStep {
  step: number
  loss: number
  /** 0 to 1. */
  accuracy: number
}

/** The results of a training, the same for the same job. */
export interface Training {
  epochs: number
  /** `ft:gpt-4o-mini:northwind:suffix:7q8mpxmy` */
  model: string
  steps: TrainingStep[]
  totalSteps: number
  trainedTokens: number
  checkpoints: TrainingStep[]
}

/** Trains a model on paper: all numbers follow from the job and its examples. */
export function train(job: JsonObject, { examples, tokens }: TrainingData): Training {
  const epochs = hyperparameter(job, 'n_epochs') ?? AUTO_EPOCHS
  const batchSize = hyperparameter(job, 'batch_size') ?? AUTO_BATCH_SIZE
  const stepsPerEpoch = Math.max(1, Math.ceil(examples / batchSize))
  const totalSteps = stepsPerEpoch * epochs
  const random = seededRandom(`training ${asString(job['id']) ?? ''}`)
  const stepAt = (step: number): TrainingStep => {
    const progress = step / totalSteps
    return {
      step,
      loss: round(2.4 * Math.exp(-2.5 * progress) + 0.1 * random()),
      accuracy: round(Math.min(1, 0.5 + 0.42 * progress + 0.05 * random())),
    }
  }
  const interval = Math.ceil(totalSteps / MAX_REPORTED_STEPS)
  const reported = Array.from(
    { length: Math.floor(totalSteps / interval) },
    (_, index) => (index + 1) * interval,
  )
  const firstEpoch = Math.max(1, epochs - MAX_CHECKPOINTS + 1)
  return {
    epochs,
    model: modelName(job),
    steps: reported.map(stepAt),
    totalSteps,
    trainedTokens: tokens * epochs,
    checkpoints: Array.from({ length: epochs - firstEpoch + 1 }, (_, index) =>
      stepAt((firstEpoch + index) * stepsPerEpoch),
    ),
  }
}

/** @returns the columns of the result file of the service (reported by its users) */
export function metricsTable(steps: readonly TrainingStep[]): string {
  const rows = steps.map(({ step, loss, accuracy }) => `${step},${loss},${accuracy},,`)
  return ['step,train_loss,train_accuracy,valid_loss,valid_mean_token_accuracy', ...rows, ''].join('\n')
}

function modelName(job: JsonObject): string {
  const model = asString(job['model']) ?? ''
  const base = model.startsWith('ft:') ? (model.split(':')[1] ?? model) : model
  const suffix = asString(job['user_provided_suffix']) ?? ''
  const random = seededRandom(`model ${asString(job['id']) ?? ''}`)
  return ['ft', base, ORGANIZATION, suffix, newIdentifier('', random, 8)].join(':')
}

/** @returns a number that the request sets for the method or, as before methods, for the job */
function hyperparameter(job: JsonObject, name: string): number | undefined {
  const method = asObject(job['method'])
  const ofMethod = asObject(asObject(method?.[asString(method['type']) ?? ''])?.['hyperparameters'])?.[name]
  const value = asNumber(ofMethod) ?? asNumber(asObject(job['hyperparameters'])?.[name])
  return value === undefined ? undefined : Math.max(1, Math.trunc(value))
}

function round(value: number): number {
  return Number(value.toFixed(4))
}
