import type { Adapter } from './adapter.ts'
import { buckets } from './buckets.ts'
import { chatCompletions } from './chat-completions.ts'
import { compaction } from './compaction.ts'
import { completions } from './completions.ts'
import { conversationItems } from './conversation-items.ts'
import { createdMessages } from './created-messages.ts'
import { date } from './date.ts'
import { echo } from './echo.ts'
import { embeddings } from './embeddings.ts'
import { evalRuns, evals } from './evals.ts'
import { expire } from './expire.ts'
import { fileContent } from './file-content.ts'
import { containerFiles, files, listedFiles, retrievedFiles } from './files.ts'
import { identify } from './identify.ts'
import { images } from './images.ts'
import { list } from './list.ts'
import type { MediaAdapter } from './media.ts'
import { moderations } from './moderations.ts'
import { ownExamples } from './own-examples.ts'
import { onePerId } from './one-per-id.ts'
import { realtimeSecrets, realtimeSessions } from './realtime-secrets.ts'
import { responses } from './responses.ts'
import { createdRuns, retrievedRuns } from './runs.ts'
import { searchResults } from './search-results.ts'
import { skills } from './skills.ts'
import { speech } from './speech.ts'
import { storedChatCompletion, storedMessages } from './stored-chat-completions.ts'
import { cancelledResponse, storedConversation, storedInput, storedResponse } from './stored-responses.ts'
import { runStep, runSteps, threadMessage, threadMessages } from './threads.ts'
import { transcriptions } from './transcriptions.ts'
import { createdUploads, knownUploads } from './uploads.ts'
import { vectorStores } from './vector-stores.ts'
import { createdVideos, listedVideos, retrievedVideos, videoContent } from './videos.ts'

/** Transforms of every operation that run before its own. */
const GENERAL_ADAPTERS: readonly Adapter[] = [identify, date, echo, expire, buckets]

/** Transforms of every operation that run after its own and see its result. */
const LAST_ADAPTERS: readonly Adapter[] = [list, ownExamples]

/** Transforms of operations without one of their own, in execution order. */
export const USUAL_ADAPTERS: readonly Adapter[] = [...GENERAL_ADAPTERS, ...LAST_ADAPTERS]

/** Transforms for a response that is already known and that the request may update. */
export const CHANGE_ADAPTERS: readonly Adapter[] = [echo, expire, ...LAST_ADAPTERS]

/** Transforms of operations that return assistant text, to which a patch's `reply` applies, by `operationId`. */
const SPEAKING_ADAPTERS: Readonly<Record<string, Adapter>> = {
  createChatCompletion: chatCompletions,
  listConversationItems: storedConversation,
  getChatCompletion: storedChatCompletion,
  createResponse: responses,
  beta_createResponse: responses,
  createRun: createdRuns,
  createThreadAndRun: createdRuns,
  submitToolOuputsToRun: createdRuns,
  getRun: retrievedRuns,
  getResponse: storedResponse,
  beta_getResponse: storedResponse,
  listMessages: threadMessages,
  getMessage: threadMessage,
  listRunSteps: runSteps,
  getRunStep: runStep,
  createCompletion: completions,
  createTranscription: transcriptions,
  createTranslation: transcriptions,
}

/** The operation's own transform, by `operationId`. */
const OPERATION_ADAPTERS: Readonly<Record<string, Adapter>> = {
  ...SPEAKING_ADAPTERS,
  beta_cancelResponse: cancelledResponse,
  cancelResponse: cancelledResponse,
  listInputItems: storedInput,
  beta_listInputItems: storedInput,
  getChatCompletionMessages: storedMessages,
  createMessage: createdMessages,
  'create-realtime-client-secret': realtimeSecrets,
  'create-realtime-translation-client-secret': realtimeSecrets,
  'create-realtime-session': realtimeSessions,
  'create-realtime-transcription-session': realtimeSessions,
  createEmbedding: embeddings,
  createModeration: moderations,
  createFile: files,
  listFiles: listedFiles,
  retrieveFile: retrievedFiles,
  createUpload: createdUploads,
  completeUpload: knownUploads,
  cancelUpload: knownUploads,
  CreateContainerFile: containerFiles,
  CreateSkill: skills,
  CreateSkillVersion: skills,
  createVideo: createdVideos,
  CreateVideoEdit: createdVideos,
  CreateVideoExtend: createdVideos,
  CreateVideoRemix: createdVideos,
  ListVideos: listedVideos,
  GetVideo: retrievedVideos,
  Compactconversation: compaction,
  beta_Compactconversation: compaction,
  createConversationItems: conversationItems,
  createFineTuningCheckpointPermission: onePerId,
  activateOrganizationCertificates: onePerId,
  deactivateOrganizationCertificates: onePerId,
  activateProjectCertificates: onePerId,
  deactivateProjectCertificates: onePerId,
  createEval: evals,
  createEvalRun: evalRuns,
  createVectorStore: vectorStores,
  createVectorStoreFileBatch: vectorStores,
  searchVectorStore: searchResults,
  createImage: images,
  createImageEdit: images,
  createImageVariation: images,
}

/** All transforms of operations that have one of their own, by `operationId`. */
const ADAPTERS: ReadonlyMap<string, readonly Adapter[]> = new Map(
  Object.entries(OPERATION_ADAPTERS).map(([id, own]) => [id, [...GENERAL_ADAPTERS, own, ...LAST_ADAPTERS]]),
)

/** @returns the transforms of an operation, in execution order */
export function adaptersOf(operationId: string): readonly Adapter[] {
  return ADAPTERS.get(operationId) ?? USUAL_ADAPTERS
}

/** @returns whether an operation returns assistant text, so that `reply` applies */
export function speaksOn(operationId: string): boolean {
  return Object.hasOwn(SPEAKING_ADAPTERS, operationId)
}

/** Operations that return files rather than JSON, by `operationId`. */
export const MEDIA_ADAPTERS: ReadonlyMap<string, MediaAdapter> = new Map([
  ['createSpeech', speech],
  ['downloadFile', fileContent],
  ['RetrieveVideoContent', videoContent],
])
