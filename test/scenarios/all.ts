import { generalTransforms } from './responses/every-operation.ts'
import { chatParameters } from './responses/chat-completions.ts'
import { generatedText } from './responses/answer-texts.ts'
import { accepted } from './validation/accepted-requests.ts'
import { routingErrors, validationErrors } from './validation/errors.ts'
import { responseFaults, invalidFaults } from './faults/faults.ts'
import { azure } from './request/azure.ts'
import { clients } from './request/clients.ts'
import { keys } from './request/keys.ts'
import { checks, explanations } from './control/checks.ts'
import { controlApi } from './control/control.ts'
import { recordedRequests } from './control/requests.ts'
import { compression, encodings, limits } from './request/limits.ts'
import { invalidConditions, patchConditions } from './patches/matching.ts'
import { errorField, replyField, templates } from './patches/patched-responses.ts'
import { explainHeader, namespaceSelection, headerPatches } from './patches/sources.ts'
import { patchLimits } from './patches/limits.ts'
import { invalidPatchDocuments, namespaces, patches } from './patches/patches.ts'
import { errorsByStatus, rateLimitHeaders } from './responses/rate-limits.ts'
import { media } from './responses/media.ts'
import { preferHeader, requestBodies, routing } from './request/requests.ts'
import { streamFaults } from './faults/stream-faults.ts'
import { chatStreams, otherStreams, responseStreams } from './responses/streams.ts'
import { fidelity } from './responses/fidelity.ts'
import { replies } from './responses/replies.ts'
import { responseParameters } from './responses/responses.ts'
import { toolChoices } from './responses/tool-choice.ts'
import { retrievedText } from './responses/retrieved.ts'
import type { Scenario } from './scenario.ts'
import { keptConversations } from './state/conversations.ts'
import { keptResponses } from './state/responses.ts'
import { stateControl } from './state/control.ts'
import { batches, uploads } from './state/files.ts'
import { keptObjects, stateModes } from './state/objects.ts'
import { keptContainers, keptSkills, keptVideos } from './state/containers.ts'
import { keptEvals } from './state/evals.ts'
import { keptFineTuning } from './state/fine-tuning.ts'
import { keptOrganization } from './state/organization.ts'
import { keptVectorStores } from './state/vector-stores.ts'
import { keptRuns } from './state/runs.ts'
import { storedCompletions } from './state/stored-completions.ts'
import { serviceRuleCases } from './validation/service-rule-cases.ts'
import { ruleLevels, serviceWording } from './validation/rule-levels.ts'
import { serviceRules } from './validation/service-rules.ts'
import { allErrors, errorMessages } from './validation/error-messages.ts'

/** All scenarios, by suite name. */
export const allScenarios: Record<string, Scenario[]> = {
  routing,
  'request bodies': requestBodies,
  'Prefer header': preferHeader,
  'API keys': keys,
  'Azure OpenAI': azure,
  'clients and frameworks': clients,
  'authentication and routing errors': routingErrors,
  'errors by status': errorsByStatus,
  'rate limits': rateLimitHeaders,
  limits,
  compression,
  encodings,
  'error messages': errorMessages,
  'Prefer: errors=all': allErrors,
  'service rules': serviceRules,
  'cases of service rules': serviceRuleCases,
  'levels of service rules': ruleLevels,
  'wording of the service': serviceWording,
  'invalid requests': validationErrors,
  'accepted requests': accepted,
  'responses of every operation': generalTransforms,
  'chat completions': chatParameters,
  'tool choice': toolChoices,
  'generated text': generatedText,
  responses: responseParameters,
  'members of the service': fidelity,
  'reply of a patch': replies,
  'retrieved text': retrievedText,
  'streamed chat completions': chatStreams,
  'streamed responses': responseStreams,
  'other streams': otherStreams,
  'images, audio and files': media,
  'kept objects': keptObjects,
  'kept responses': keptResponses,
  'kept conversations': keptConversations,
  'stored chat completions': storedCompletions,
  'kept runs': keptRuns,
  'kept organization': keptOrganization,
  'state modes': stateModes,
  'kept vector stores': keptVectorStores,
  'kept containers': keptContainers,
  'kept skills': keptSkills,
  'kept videos': keptVideos,
  'kept evals': keptEvals,
  'kept fine-tuning jobs and models': keptFineTuning,
  'state of a namespace': stateControl,
  batches,
  uploads,
  'control API': controlApi,
  'recorded requests': recordedRequests,
  '/__mock/check': checks,
  '/__mock/explain': explanations,
  patches,
  'patch limits': patchLimits,
  'patch conditions': patchConditions,
  'invalid patch conditions': invalidConditions,
  'error of a patch': errorField,
  'reply, update and dynamic of a patch': replyField,
  'patch templates': templates,
  'X-Mock-Patch header': headerPatches,
  'response faults': responseFaults,
  'stream faults': streamFaults,
  'invalid faults': invalidFaults,
  namespaces,
  'namespace selection': namespaceSelection,
  'X-Mock-Explain header': explainHeader,
  'invalid patch documents': invalidPatchDocuments,
}
