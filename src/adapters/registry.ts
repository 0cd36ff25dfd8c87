import type { Adapter } from './adapter.ts'
import { buckets } from './buckets.ts'
import { chatCompletions } from './chat-completions.ts'
import { compaction } from './compaction.ts'
import { completions } from './completions.ts'
import { conversationItems } from './conversation-items.ts'
import { createdUploads } from './created-uploads.ts'
import { date } from './date.ts'
import { echo } from './echo.ts'
import { embeddings } from './embeddings.ts'
import { evalRuns, evals } from './evals.ts'
import { expire } from './expire.ts'
import { fileContent } from './file-content.ts'
import { containerFiles, files } from './files.ts'
import { identify } from './identify.ts'
import { images } from './images.ts'
import { list } from './list.ts'
import type { MediaAdapter } from './media.ts'
import { moderations } from './moderations.ts'
import { ownExamples } from './own-examples.ts'
import { onePerId } from './one-per-id.ts'
import { responses } from './responses.ts'
import { createdRuns, retrievedRuns } from './runs.ts'
import { searchResults } from './search-results.ts'
import { skills } from './skills.ts'
import { speech } from './speech.ts'
import { storedChatCompletion, storedMessages } from './stored-chat-completions.ts'
import { cancelledResponse, storedConversation, storedInput, storedResponse } from './stored-responses.ts'
import { runStep, runSteps, threadMessage, threadMessages } from './threads.ts'
import { transcriptions } from './transcriptions.ts'
import { vectorStores } from './vector-stores.ts'
import { createdVideos, retrievedVideos, videoContent } from './videos.ts'

/** Rules for every answer, in the order they apply, before what one operation needs besides. */
export const GENERAL_ADAPTERS: readonly Adapter[] = [identify, date, echo, expire, buckets]

/** Rules for what has become of the answer by then. */
export const LAST_ADAPTERS: readonly Adapter[] = [list, ownExamples]

/** What one operation needs besides, by `operationId`. */
export const OPERATION_ADAPTERS: Readonly<Record<string, Adapter>> = {
  createChatCompletion: chatCompletions,
  createResponse: responses,
  beta_createResponse: responses,
  createRun: createdRuns,
  createThreadAndRun: createdRuns,
  submitToolOuputsToRun: createdRuns,
  getRun: retrievedRuns,
  getResponse: storedResponse,
  beta_getResponse: storedResponse,
  cancelResponse: cancelledResponse,
  beta_cancelResponse: cancelledResponse,
  listInputItems: storedInput,
  beta_listInputItems: storedInput,
  listConversationItems: storedConversation,
  getChatCompletion: storedChatCompletion,
  getChatCompletionMessages: storedMessages,
  listMessages: threadMessages,
  getMessage: threadMessage,
  listRunSteps: runSteps,
  getRunStep: runStep,
  createEmbedding: embeddings,
  createCompletion: completions,
  createModeration: moderations,
  createTranscription: transcriptions,
  createTranslation: transcriptions,
  createFile: files,
  createUpload: createdUploads,
  CreateContainerFile: containerFiles,
  CreateSkill: skills,
  CreateSkillVersion: skills,
  createVideo: createdVideos,
  CreateVideoEdit: createdVideos,
  CreateVideoExtend: createdVideos,
  CreateVideoRemix: createdVideos,
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

/** What operations answer with that send files rather than JSON, by `operationId`. */
export const MEDIA_ADAPTERS: Readonly<Record<string, MediaAdapter>> = {
  createSpeech: speech,
  downloadFile: fileContent,
  RetrieveVideoContent: videoContent,
}
