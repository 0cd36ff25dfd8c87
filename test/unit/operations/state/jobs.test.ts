import { describe, expect, test } from 'vitest'
import { settle } from '../../../../src/operations/state/jobs.ts'

const example = {
  status: 'completed',
  created_at: 1000,
  in_progress_at: 1010,
  completed_at: 9000,
  output: 'f',
}

describe('settle', () => {
  test('a running job takes status and results of the example, at the time of its creation', () => {
    expect(settle({ status: 'queued', created_at: 8000, output: null }, example)).toEqual({
      status: 'completed',
      created_at: 8000,
      in_progress_at: 8000,
      completed_at: 8000,
      output: 'f',
    })
  })

  test('a finished job stays the same', () => {
    const job = { status: 'failed', created_at: 900 }
    expect(settle(job, example)).toBe(job)
  })
})
