import { parentKey, type Kept, type Place } from '../../state/kept.ts'
import type { Store } from '../../state/store.ts'

/** Paths of the families of threads, and of the assistants that run on them. */
export const ASSISTANTS = '/assistants'
export const THREADS = '/threads'
export const MESSAGES = '/threads/{thread_id}/messages'
export const RUNS = '/threads/{thread_id}/runs'
export const STEPS = '/threads/{thread_id}/runs/{run_id}/steps'

/** The newest messages of a thread are its history. */
const MAX_MESSAGES = 2000

/** @returns the place of a message */
export function messagePlace(threadId: string, id: string): Place {
  return { family: MESSAGES, parent: parentKey([threadId]), id }
}

/** @returns the place of a run */
export function runPlace(threadId: string, id: string): Place {
  return { family: RUNS, parent: parentKey([threadId]), id }
}

/** @returns the place of a step */
export function stepPlace({ parent, id: runId }: Pick<Kept, 'parent' | 'id'>, id: string): Place {
  return { family: STEPS, parent: `${parent}/${parentKey([runId])}`, id }
}

/** @returns the place of the outcome of a run, until the run is looked at */
export function outcomePlace(run: Pick<Kept, 'parent' | 'id'>): Place {
  return { ...stepPlace(run, 'outcome'), family: '/threads/{thread_id}/runs/{run_id}/outcome' }
}

/** @returns the messages of a thread, oldest first */
export function messagesOf(store: Store, threadId: string): Kept[] {
  const page = {
    family: MESSAGES,
    parent: parentKey([threadId]),
    order: 'desc',
    limit: MAX_MESSAGES,
  } as const
  return store.page(page).items.toReversed()
}

/** @returns the steps of a run, oldest first */
export function stepsOfRun(store: Store, run: Pick<Kept, 'parent' | 'id'>): Kept[] {
  const { family, parent } = stepPlace(run, '')
  return store.all(family, parent)
}

/** @returns the last run of a thread, the only one that may still be active */
export function lastRun(store: Store, threadId: string): Kept | undefined {
  const page = { family: RUNS, parent: parentKey([threadId]), order: 'desc', limit: 1 } as const
  return store.page(page).items[0]
}
