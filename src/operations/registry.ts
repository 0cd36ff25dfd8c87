import type { Adapter, MediaAdapter } from './operation.ts'
import { buckets } from './organization/usage-reports.ts'
import { chatCompletions } from './chat/chat-completions.ts'
import { compaction } from './responses/compaction.ts'
import { completions } from './completions/completions.ts'
import { conversationItems } from './conversations/items.ts'
import { createdMessages } from './assistants/messages.ts'
import { date } from './every-operation/timestamps.ts'
import { echo } from './every-operation/echo.ts'
import { embeddings } from './embeddings/embeddings.ts'
import { evalRuns, evals } from './evals/evals.ts'
import { expire } from './every-operation/expiry.ts'
import { fileContent } from './files/file-content.ts'
import { containerFiles, files, listedFiles, retrievedFiles } from './files/files.ts'
import { identify } from './every-operation/ids.ts'
import { images } from './images/images.ts'
import { list } from './every-operation/pagination.ts'
import { moderations } from './moderations/moderations.ts'
import { ownExamples } from './every-operation/user-examples.ts'
import { onePerId } from './organization/bulk-by-ids.ts'
import { realtimeSecrets, realtimeSessions } from './realtime/client-secrets.ts'
import { responses } from './responses/responses.ts'
import { createdRuns, retrievedRuns } from './assistants/runs.ts'
import { searchResults } from './vector-stores/search-results.ts'
import { skills } from './skills/skills.ts'
import { speech } from './audio/speech.ts'
import { storedChatCompletion, storedMessages } from './chat/retrieved.ts'
import { cancelledResponse, storedConversation, storedInput, storedResponse } from './responses/retrieved.ts'
import { runStep, runSteps, threadMessage, threadMessages } from './assistants/threads.ts'
import { transcriptions } from './audio/transcriptions.ts'
import { createdUploads, knownUploads } from './files/uploads.ts'
import { vectorStores } from './vector-stores/vector-stores.ts'
import { createdVideos, listedVideos, retrievedVideos, videoContent } from './videos/videos.ts'

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
