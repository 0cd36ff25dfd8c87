import { describe, expect, test } from 'vitest'
import { createMock } from '../../../../src/index.ts'

const HYPERPARAMETERS = { n_epochs: 'auto', batch_size: 'auto', learning_rate_multiplier: 'auto' }

async function methodOf(method?: object): Promise<unknown> {
  const response = await createMock().fetch('http://mock.test/v1/fine_tuning/jobs', {
    method: 'POST',
    headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
    body: JSON.stringify({ model: 'gpt-4.1', training_file: 'file-1', method }),
  })
  const job: { method: unknown } = JSON.parse(await response.text())
  return job.method
}

describe('methods of new fine-tuning jobs', () => {
  test('a job without a method is supervised, with automatic hyperparameters', async () => {
    expect(await methodOf()).toEqual({
      type: 'supervised',
      supervised: { hyperparameters: HYPERPARAMETERS },
    })
  })

  test('the settings of another method are completed', async () => {
    expect(await methodOf({ type: 'dpo', dpo: { hyperparameters: { beta: 0.1 } } })).toEqual({
      type: 'dpo',
      dpo: { hyperparameters: { ...HYPERPARAMETERS, beta: 0.1 } },
    })
  })

  test('a method without settings, such as reinforcement without a grader, gets none', async () => {
    expect(await methodOf({ type: 'reinforcement' })).toEqual({ type: 'reinforcement' })
  })
})
