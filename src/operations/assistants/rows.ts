import { type OperationRow, rowOf } from '../operation.ts'
import { createdAssistants, createdThreads, modifiedAssistants } from './assistants.ts'
import { runErrorEvents } from './error-event.ts'
import {
  cancelledRuns,
  changedRuns,
  createdRuns as keptRuns,
  createdThreadRuns as keptThreadRuns,
  listedSteps,
  retrievedRuns as recalledRuns,
  retrievedSteps,
} from './kept-runs.ts'
import { createdThreadMessages, createdThreads as keptThreads, settledThreads } from './kept-threads.ts'
import { createdMessages } from './messages.ts'
import { createdRuns, createdThreadRuns, retrievedRuns } from './runs.ts'
import { runEvents } from './stream.ts'
import { runStep, runSteps, threadMessage, threadMessages } from './threads.ts'
import { submittedOutputs } from './tool-outputs.ts'

const STREAMED_RUN = { stream: runEvents, errorEvents: runErrorEvents, supportsReply: true } as const

/** Assistants, threads, messages, runs and run steps of assistants. */
export const ASSISTANT_ROWS: readonly OperationRow[] = [
  rowOf('createAssistant', { transform: createdAssistants }),
  rowOf('modifyAssistant', { transform: modifiedAssistants }),
  rowOf('createRun', { ...STREAMED_RUN, transform: createdRuns, state: { steps: keptRuns } }),
  rowOf('submitToolOuputsToRun', {
    ...STREAMED_RUN,
    transform: createdRuns,
    state: { steps: submittedOutputs },
  }),
  rowOf('createThreadAndRun', {
    ...STREAMED_RUN,
    transform: createdThreadRuns,
    state: { steps: keptThreadRuns, creates: true },
  }),
  rowOf('getRun', { transform: retrievedRuns, supportsReply: true, state: { steps: recalledRuns } }),
  rowOf('listRuns', { state: { steps: settledThreads } }),
  rowOf('modifyRun', { state: { steps: changedRuns } }),
  rowOf('cancelRun', { state: { steps: cancelledRuns } }),
  rowOf('listRunSteps', { transform: runSteps, supportsReply: true, state: { steps: listedSteps } }),
  rowOf('getRunStep', { transform: runStep, supportsReply: true, state: { steps: retrievedSteps } }),
  rowOf('createThread', { transform: createdThreads, state: { steps: keptThreads } }),
  rowOf('createMessage', { transform: createdMessages, state: { steps: createdThreadMessages } }),
  rowOf('listMessages', { transform: threadMessages, supportsReply: true, state: { steps: settledThreads } }),
  rowOf('getMessage', { transform: threadMessage, supportsReply: true, state: { steps: settledThreads } }),
]
