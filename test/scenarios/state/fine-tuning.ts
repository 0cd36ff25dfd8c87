import type { Scenario, Step } from '../scenario.ts'
import { create, inNamespace, look, remove } from './steps.ts'

/** @returns steps that upload a training file with some examples, and train a model with it */
function trainedJob(namespace: string, examples: number): Step[] {
  const line = (index: number) =>
    JSON.stringify({
      messages: [
        { role: 'user', content: `Question ${index}?` },
        { role: 'assistant', content: 'Yes.' },
      ],
    })
  const text = Array.from({ length: examples }, (_, index) => line(index)).join('\n')
  const form: [string, string | [string]][] = [
    ['purpose', 'fine-tune'],
    ['file', [text]],
  ]
  return [
    { as: 'file', request: { path: '/v1/files', headers: inNamespace(namespace), form } },
    create(
      namespace,
      '/v1/fine_tuning/jobs',
      {
        training_file: '{file.id}',
        model: 'gpt-4o-mini',
        suffix: 'mine',
        method: { type: 'supervised', supervised: { hyperparameters: { n_epochs: 2 } } },
      },
      'job',
    ),
  ]
}

const done = (namespace: string) => look(namespace, '/v1/fine_tuning/jobs/{job.id}', 'done')

/** Fine-tuning: jobs train models that are listed, retrieved and deleted. */
export const keptFineTuning: Scenario[] = [
  {
    title: 'a job has a model, its tokens and a result file when it is retrieved',
    before: trainedJob('tuning-1', 12),
    request: { path: '/v1/fine_tuning/jobs/{job.id}', headers: inNamespace('tuning-1') },
    response: {
      status: 200,
      json: { status: 'succeeded', training_file: '{file.id}', result_files: [/^file-/], error: null },
      text: /"fine_tuned_model":"ft:gpt-4o-mini[-\d]*:[a-z]+:mine:\w{8}"/,
    },
  },
  {
    title: 'the newest events of a job report its model and its end',
    before: [...trainedJob('tuning-2', 12), done('tuning-2')],
    request: { path: '/v1/fine_tuning/jobs/{job.id}/events?limit=2', headers: inNamespace('tuning-2') },
    response: {
      status: 200,
      json: {
        data: [
          { message: 'Fine tuning job successfully completed' },
          { message: 'New fine-tuned model created: {done.fine_tuned_model}' },
        ],
        has_more: true,
      },
    },
  },
  {
    title: 'the checkpoints of a job are at the ends of its epochs',
    before: trainedJob('tuning-3', 12),
    request: { path: '/v1/fine_tuning/jobs/{job.id}/checkpoints', headers: inNamespace('tuning-3') },
    response: { status: 200, json: { data: [{ step_number: 24 }, { step_number: 12 }], has_more: false } },
  },
  {
    title: 'a fine-tuned model is retrieved',
    before: [...trainedJob('tuning-4', 12), done('tuning-4')],
    request: { path: '/v1/models/{done.fine_tuned_model}', headers: inNamespace('tuning-4') },
    response: {
      status: 200,
      headers: { 'x-mock-state': 'stored' },
      json: { id: '{done.fine_tuned_model}', object: 'model' },
    },
  },
  {
    title: 'a deleted model is not found',
    before: [
      ...trainedJob('tuning-5', 12),
      done('tuning-5'),
      remove('tuning-5', '/v1/models/{done.fine_tuned_model}'),
    ],
    request: { path: '/v1/models/{done.fine_tuned_model}', headers: inNamespace('tuning-5') },
    response: { status: 404, json: { error: { param: 'model', code: 'model_not_found' } } },
  },
  {
    title: 'a job fails if its training file has too few examples',
    before: trainedJob('tuning-6', 3),
    request: { path: '/v1/fine_tuning/jobs/{job.id}', headers: inNamespace('tuning-6') },
    response: {
      status: 200,
      json: {
        status: 'failed',
        fine_tuned_model: null,
        error: {
          code: 'invalid_training_file',
          param: 'training_file',
          message: 'Training file has 3 example(s), but must have at least 10 examples',
        },
      },
    },
  },
  {
    title: 'a paused job is not finished when it is retrieved',
    before: [
      ...trainedJob('tuning-7', 12),
      create('tuning-7', '/v1/fine_tuning/jobs/{job.id}/pause', {}, 'paused'),
    ],
    request: { path: '/v1/fine_tuning/jobs/{job.id}', headers: inNamespace('tuning-7') },
    response: { status: 200, json: { status: 'paused', fine_tuned_model: null } },
  },
  {
    title: 'a job that succeeded cannot be cancelled',
    before: [...trainedJob('tuning-8', 12), done('tuning-8')],
    request: {
      path: '/v1/fine_tuning/jobs/{job.id}/cancel',
      headers: inNamespace('tuning-8'),
      json: {},
    },
    response: { status: 400 },
  },
  {
    title: 'a job cannot use a training file that was deleted',
    before: [...trainedJob('tuning-9', 12), remove('tuning-9', '/v1/files/{file.id}')],
    request: {
      path: '/v1/fine_tuning/jobs',
      headers: inNamespace('tuning-9'),
      json: { training_file: '{file.id}', model: 'gpt-4o-mini' },
    },
    response: {
      status: 400,
      json: { error: { message: 'invalid training_file: {file.id}', param: 'training_file' } },
    },
  },
  {
    title: 'the result file of a job has one line per step',
    before: [
      ...trainedJob('tuning-10', 12),
      done('tuning-10'),
      look('tuning-10', '/v1/files/{done.result_files.0}', 'result'),
    ],
    request: { path: '/v1/files/{done.result_files.0}', headers: inNamespace('tuning-10') },
    response: {
      status: 200,
      json: { id: '{done.result_files.0}', purpose: 'fine-tune-results', filename: 'step_metrics.csv' },
    },
  },
]
