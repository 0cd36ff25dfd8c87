import type { Transform, BinaryGenerator } from './operation.ts'
import { usageReports } from './organization/usage-reports.ts'
import { chatCompletions } from './chat/chat-completions.ts'
import { compaction } from './responses/compaction.ts'
import { completions } from './completions/completions.ts'
import { conversationItems } from './conversations/items.ts'
import { createdMessages } from './assistants/messages.ts'
import { shiftTimestamps } from './every-operation/timestamps.ts'
import { echo } from './every-operation/echo.ts'
import { embeddings } from './embeddings/embeddings.ts'
import { evalRuns, evals } from './evals/evals.ts'
import { applyExpiry } from './every-operation/expiry.ts'
import { fileContent } from './files/file-content.ts'
import { containerFiles, files, listedFiles, retrievedFiles } from './files/files.ts'
import { assignIds } from './every-operation/ids.ts'
import { images } from './images/images.ts'
import { paginate } from './every-operation/pagination.ts'
import { moderations } from './moderations/moderations.ts'
import { userExamples } from './every-operation/user-examples.ts'
import { oneItemPerId } from './organization/bulk-by-ids.ts'
import { realtimeClientSecrets, realtimeSessions } from './realtime/client-secrets.ts'
import { responses } from './responses/responses.ts'
import { createdRuns, retrievedRuns } from './assistants/runs.ts'
import { searchResults } from './vector-stores/search-results.ts'
import { skills } from './skills/skills.ts'
import { speech } from './audio/speech.ts'
import { retrievedChatCompletion, retrievedMessages } from './chat/retrieved.ts'
import {
  cancelledResponse,
  retrievedConversationItems,
  retrievedInputItems,
  retrievedResponse,
} from './responses/retrieved.ts'
import { runStep, runSteps, threadMessage, threadMessages } from './assistants/threads.ts'
import { transcriptions } from './audio/transcriptions.ts'
import { createdUploads, existingUploads } from './files/uploads.ts'
import { vectorStores } from './vector-stores/vector-stores.ts'
import { createdVideos, listedVideos, retrievedVideos, videoContent } from './videos/videos.ts'

/** Transforms of every operation that run before its own. */
const BEFORE_TRANSFORMS: readonly Transform[] = [assignIds, shiftTimestamps, echo, applyExpiry, usageReports]

/** Transforms of every operation that run after its own and see its result. */
const AFTER_TRANSFORMS: readonly Transform[] = [paginate, userExamples]

/** Transforms of operations without one of their own, in execution order. */
export const DEFAULT_TRANSFORMS: readonly Transform[] = [...BEFORE_TRANSFORMS, ...AFTER_TRANSFORMS]

/** Transforms for a response that is already known and that the request may update. */
export const UPDATE_TRANSFORMS: readonly Transform[] = [echo, applyExpiry, ...AFTER_TRANSFORMS]

/** Transforms of operations that return assistant text, to which a patch's `reply` applies, by `operationId`. */
const TEXT_OPERATIONS: Readonly<Record<string, Transform>> = {
  createChatCompletion: chatCompletions,
  listConversationItems: retrievedConversationItems,
  getChatCompletion: retrievedChatCompletion,
  createResponse: responses,
  beta_createResponse: responses,
  createRun: createdRuns,
  createThreadAndRun: createdRuns,
  submitToolOuputsToRun: createdRuns,
  getRun: retrievedRuns,
  getResponse: retrievedResponse,
  beta_getResponse: retrievedResponse,
  listMessages: threadMessages,
  getMessage: threadMessage,
  listRunSteps: runSteps,
  getRunStep: runStep,
  createCompletion: completions,
  createTranscription: transcriptions,
  createTranslation: transcriptions,
}

/** The operation's own transform, by `operationId`. */
const OPERATION_TRANSFORMS: Readonly<Record<string, Transform>> = {
  ...TEXT_OPERATIONS,
  beta_cancelResponse: cancelledResponse,
  cancelResponse: cancelledResponse,
  listInputItems: retrievedInputItems,
  beta_listInputItems: retrievedInputItems,
  getChatCompletionMessages: retrievedMessages,
  createMessage: createdMessages,
  'create-realtime-client-secret': realtimeClientSecrets,
  'create-realtime-translation-client-secret': realtimeClientSecrets,
  'create-realtime-session': realtimeSessions,
  'create-realtime-transcription-session': realtimeSessions,
  createEmbedding: embeddings,
  createModeration: moderations,
  createFile: files,
  listFiles: listedFiles,
  retrieveFile: retrievedFiles,
  createUpload: createdUploads,
  completeUpload: existingUploads,
  cancelUpload: existingUploads,
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
  createFineTuningCheckpointPermission: oneItemPerId,
  activateOrganizationCertificates: oneItemPerId,
  deactivateOrganizationCertificates: oneItemPerId,
  activateProjectCertificates: oneItemPerId,
  deactivateProjectCertificates: oneItemPerId,
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
const TRANSFORMS: ReadonlyMap<string, readonly Transform[]> = new Map(
  Object.entries(OPERATION_TRANSFORMS).map(([id, own]) => [
    id,
    [...BEFORE_TRANSFORMS, own, ...AFTER_TRANSFORMS],
  ]),
)

/** @returns the transforms of an operation, in execution order */
export function transformsOf(operationId: string): readonly Transform[] {
  return TRANSFORMS.get(operationId) ?? DEFAULT_TRANSFORMS
}

/** @returns whether an operation returns assistant text, so that `reply` applies */
export function supportsReply(operationId: string): boolean {
  return Object.hasOwn(TEXT_OPERATIONS, operationId)
}

/** Operations that return files rather than JSON, by `operationId`. */
export const BINARY_GENERATORS: ReadonlyMap<string, BinaryGenerator> = new Map([
  ['createSpeech', speech],
  ['downloadFile', fileContent],
  ['RetrieveVideoContent', videoContent],
])
