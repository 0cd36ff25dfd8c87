/**
 * Ids of the operations whose streams are told by projections of ours. By itself, so that the build can read it before it has
 * made the modules that projections import.
 */
export const PROJECTED_OPERATIONS = [
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

/** One of {@link PROJECTED_OPERATIONS}. */
export type ProjectedOperation = (typeof PROJECTED_OPERATIONS)[number]
