import { type OperationRow, rowOf, rowsOf } from '../operation.ts'
import { createdAssistants, createdThreads, modifiedAssistants } from './assistants.ts'
import { runErrorEvents } from './error-event.ts'
import { createdMessages } from './messages.ts'
import { createdRuns, createdThreadRuns, retrievedRuns } from './runs.ts'
import { runEvents } from './stream.ts'
import { runStep, runSteps, threadMessage, threadMessages } from './threads.ts'

const STREAMED_RUN = { stream: runEvents, errorEvents: runErrorEvents, supportsReply: true } as const

/** Assistants, threads, messages, runs and run steps of assistants. */
export const ASSISTANT_ROWS: readonly OperationRow[] = [
  rowOf('createAssistant', { transform: createdAssistants }),
  rowOf('modifyAssistant', { transform: modifiedAssistants }),
  rowOf('createThread', { transform: createdThreads }),
  ...rowsOf(['createRun', 'submitToolOuputsToRun'], { ...STREAMED_RUN, transform: createdRuns }),
  rowOf('createThreadAndRun', { ...STREAMED_RUN, transform: createdThreadRuns }),
  rowOf('getRun', { transform: retrievedRuns, supportsReply: true }),
  rowOf('listRunSteps', { transform: runSteps, supportsReply: true }),
  rowOf('getRunStep', { transform: runStep, supportsReply: true }),
  rowOf('createMessage', { transform: createdMessages }),
  rowOf('listMessages', { transform: threadMessages, supportsReply: true }),
  rowOf('getMessage', { transform: threadMessage, supportsReply: true }),
]
