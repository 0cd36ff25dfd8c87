import type { Adapter } from './adapter.ts'

/** States of a job that is still running, and the ones that a successful job of that kind ends in. */
const RUNNING = new Set([
  'queued',
  'in_progress',
  'running',
  'validating',
  'validating_files',
  'pending',
  'processing',
  'finalizing',
  'uploaded',
])

/** By the object's own name for its kind (`object`), as far as it is not `completed`. */
const DONE: Record<string, string> = {
  file: 'processed',
  'fine_tuning.job': 'succeeded',
}

/** Looking at a job finds it done, so that whoever polls need not wait. */
export const finish: Adapter = (answer, { operation, now }) => {
  const { status, object } = answer
  if (operation.route.method !== 'GET' || typeof status !== 'string' || !RUNNING.has(status)) {
    return answer
  }
  return {
    ...answer,
    status: DONE[typeof object === 'string' ? object : ''] ?? 'completed',
    ...('completed_at' in answer && { completed_at: now }),
    ...('finished_at' in answer && { finished_at: now }),
    ...('progress' in answer && { progress: 100 }),
    ...('required_action' in answer && { required_action: null }),
  }
}
