import OpenAI from 'openai'
import { describe, expect, test } from 'vitest'
import { createMock } from '../../src/index.ts'

const mock = createMock()
let getRequests = 0
const client = new OpenAI({
  apiKey: 'sk-test',
  maxRetries: 0,
  fetch: async (input, init) => {
    getRequests += (init?.method ?? 'GET').toUpperCase() === 'GET' ? 1 : 0
    return mock.fetch(input, init)
  },
})

const pollOptions = { pollIntervalMs: 1 }
const textFile = () => new File(['Returns take 30 days.'], 'faq.txt')

/** SDK helpers and methods that wait for a job, each with the final status. */
const pollingCalls: Record<string, [string, () => Promise<{ status: unknown }>]> = {
  'threads.createAndRunPoll': [
    'completed',
    () => client.beta.threads.createAndRunPoll({ assistant_id: 'asst_1' }, pollOptions),
  ],
  'runs.createAndPoll': [
    'completed',
    () => client.beta.threads.runs.createAndPoll('thread_1', { assistant_id: 'asst_1' }, pollOptions),
  ],
  'runs.poll': [
    'completed',
    () => client.beta.threads.runs.poll('run_1', { thread_id: 'thread_1' }, pollOptions),
  ],
  'runs.submitToolOutputsAndPoll': [
    'completed',
    () =>
      client.beta.threads.runs.submitToolOutputsAndPoll(
        'run_1',
        { thread_id: 'thread_1', tool_outputs: [{ tool_call_id: 'call_1', output: '22' }] },
        pollOptions,
      ),
  ],
  'files.waitForProcessing': [
    'processed',
    () => client.files.waitForProcessing('file-1', { pollInterval: 1, maxWait: 1000 }),
  ],
  'vectorStores.files.createAndPoll': [
    'completed',
    () => client.vectorStores.files.createAndPoll('vs_1', { file_id: 'file-1' }, pollOptions),
  ],
  'vectorStores.files.poll': [
    'completed',
    () => client.vectorStores.files.poll('vs_1', 'file-1', pollOptions),
  ],
  'vectorStores.files.uploadAndPoll': [
    'completed',
    () => client.vectorStores.files.uploadAndPoll('vs_1', textFile(), pollOptions),
  ],
  'vectorStores.fileBatches.createAndPoll': [
    'completed',
    () =>
      client.vectorStores.fileBatches.createAndPoll('vs_1', { file_ids: ['file-1', 'file-2'] }, pollOptions),
  ],
  'vectorStores.fileBatches.poll': [
    'completed',
    () => client.vectorStores.fileBatches.poll('vs_1', 'vsfb_1', pollOptions),
  ],
  'vectorStores.fileBatches.uploadAndPoll': [
    'completed',
    () =>
      client.vectorStores.fileBatches.uploadAndPoll('vs_1', { files: [textFile(), textFile()] }, pollOptions),
  ],
  'videos.retrieve': ['completed', () => client.videos.retrieve('video_1')],
  'batches.retrieve': ['completed', () => client.batches.retrieve('batch_1')],
  'evals.runs.retrieve': ['completed', () => client.evals.runs.retrieve('evalrun_1', { eval_id: 'eval_1' })],
  'fineTuning.jobs.retrieve': ['succeeded', () => client.fineTuning.jobs.retrieve('ftjob-1')],
  'responses.retrieve': [
    'completed',
    () => client.responses.retrieve('resp_1').then(({ status }) => ({ status })),
  ],
  'vectorStores.retrieve': ['completed', () => client.vectorStores.retrieve('vs_1')],
}

describe('polling with the openai SDK', () => {
  test.each(Object.entries(pollingCalls))(
    '%s is done after at most two GET requests',
    async (_, [state, wait]) => {
      getRequests = 0
      expect(await wait()).toMatchObject({ status: state })
      expect(getRequests).toBeLessThanOrEqual(2)
    },
  )

  test('batches.retrieve returns a completed batch with its output file and counts', async () => {
    const batch = await client.batches.retrieve('batch_1')
    expect(batch.output_file_id).toMatch(/^file-/)
    const { total, completed, failed } = batch.request_counts ?? {}
    expect([completed, failed]).toEqual([total, 0])
    expect(batch.completed_at).toBeGreaterThan(batch.created_at)
  })

  test('fineTuning.jobs.retrieve returns a succeeded job with its model and result files', async () => {
    const job = await client.fineTuning.jobs.retrieve('ftjob-1')
    expect(job.fine_tuned_model).toMatch(/^ft:.+:.+/)
    expect(job.fine_tuned_model).toContain(job.model)
    expect(job.result_files).toHaveLength(1)
    expect(job.finished_at).toBeGreaterThan(job.created_at)
    expect(job.trained_tokens).toBeGreaterThan(0)
  })

  test('evals.runs.retrieve returns result counts that add up', async () => {
    const { result_counts: counts } = await client.evals.runs.retrieve('evalrun_1', { eval_id: 'eval_1' })
    expect(counts.total).toBe(counts.passed + counts.failed + counts.errored)
    expect(counts.total).toBeGreaterThan(0)
  })

  test('batches, fine-tuning jobs, runs and videos are pending when created', async () => {
    const [batch, job, run, video] = await Promise.all([
      client.batches.create({ completion_window: '24h', endpoint: '/v1/responses', input_file_id: 'file-1' }),
      client.fineTuning.jobs.create({ model: 'gpt-4o-mini', training_file: 'file-1' }),
      client.beta.threads.runs.create('thread_1', { assistant_id: 'asst_1' }),
      client.videos.create({ prompt: 'A boat' }),
    ])
    expect([batch.status, job.status, run.status, video.status]).toEqual([
      'validating',
      'validating_files',
      'queued',
      'queued',
    ])
    expect([job.finished_at, run.completed_at, video.completed_at]).toEqual([null, null, null])
  })

  test('batches, fine-tuning jobs, runs and file batches can be cancelled', async () => {
    const [batch, job, run, files] = await Promise.all([
      client.batches.cancel('batch_1'),
      client.fineTuning.jobs.cancel('ftjob-1'),
      client.beta.threads.runs.cancel('run_1', { thread_id: 'thread_1' }),
      client.vectorStores.fileBatches.cancel('vsfb_1', { vector_store_id: 'vs_1' }),
    ])
    expect([batch.status, job.status, run.status, files.status]).toEqual([
      'cancelling',
      'cancelled',
      'cancelling',
      'cancelled',
    ])
  })
})
