/**
 * Ids of the operations that have code for their stream events. A file of its own, so that the compiler can import it
 * before it has generated the modules that this code imports.
 */
export const STREAMING_OPERATION_IDS = [
  'createChatCompletion',
  'createCompletion',
  'createResponse',
  'beta_createResponse',
  'getResponse',
  'beta_getResponse',
  'createRun',
  'createThreadAndRun',
  'submitToolOuputsToRun',
  'createImage',
  'createImageEdit',
  'createSpeech',
  'createTranscription',
] as const

/** One of {@link STREAMING_OPERATION_IDS}. */
export type StreamingOperationId = (typeof STREAMING_OPERATION_IDS)[number]
