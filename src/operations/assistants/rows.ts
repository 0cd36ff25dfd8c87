import { type OperationBehavior, type OperationRow, rowsOf } from '../operation.ts'
import { runErrorEvent } from './error-event.ts'
import { createdMessages } from './messages.ts'
import { createdRuns, createdThreadRuns, retrievedRuns } from './runs.ts'
import { runEvents } from './stream.ts'
import { runStep, runSteps, threadMessage, threadMessages } from './threads.ts'

const STREAMED_RUN: OperationBehavior = { stream: runEvents, errorEvent: runErrorEvent, supportsReply: true }

/** Threads, messages, runs and run steps of assistants. */
export const ASSISTANT_ROWS: readonly OperationRow[] = [
  ...rowsOf(['createRun', 'submitToolOuputsToRun'], { ...STREAMED_RUN, transform: createdRuns }),
  { ...STREAMED_RUN, id: 'createThreadAndRun', transform: createdThreadRuns },
  { id: 'getRun', transform: retrievedRuns, supportsReply: true },
  { id: 'listRunSteps', transform: runSteps, supportsReply: true },
  { id: 'getRunStep', transform: runStep, supportsReply: true },
  { id: 'createMessage', transform: createdMessages },
  { id: 'listMessages', transform: threadMessages, supportsReply: true },
  { id: 'getMessage', transform: threadMessage, supportsReply: true },
]
