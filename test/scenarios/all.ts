import { generalAnswers } from './responses/every-operation.ts'
import { chatAnswers } from './responses/chat-completions.ts'
import { composedTexts } from './responses/answer-texts.ts'
import { accepted } from './validation/accepted-requests.ts'
import { refusals, violations } from './validation/errors.ts'
import { faultyAnswers, faultyPatches } from './faults/faults.ts'
import { keys } from './request/keys.ts'
import { checks, explanations } from './control/checks.ts'
import { controlApi } from './control/control.ts'
import { compression, encodings, limits } from './request/limits.ts'
import { brokenConditions, matching } from './patches/matching.ts'
import { patchedErrors, patchedReplies, templates } from './patches/patched-responses.ts'
import { explainedAnswers, namespaceChoice, ownPatches } from './patches/sources.ts'
import { patchLimits } from './patches/limits.ts'
import { brokenPatches, namespaces, patches } from './patches/patches.ts'
import { everyError, rateLimits } from './responses/rate-limits.ts'
import { media } from './responses/media.ts'
import { preferences, reading, routing } from './request/requests.ts'
import { faultyStreams } from './faults/stream-faults.ts'
import { chatStreams, otherStreams, responseStreams } from './responses/streams.ts'
import { replies } from './responses/replies.ts'
import { responseAnswers } from './responses/responses.ts'
import { storedText } from './responses/retrieved.ts'
import type { Scenario } from './scenario.ts'
import { unwrittenRules } from './validation/service-rules.ts'
import { allFaults, wordings } from './validation/error-messages.ts'

/** All scenarios, by suite name. */
export const allScenarios: Record<string, Scenario[]> = {
  routing,
  'request bodies': reading,
  'Prefer header': preferences,
  'API keys': keys,
  'authentication and routing errors': refusals,
  'errors by status': everyError,
  'rate limits': rateLimits,
  limits,
  compression,
  encodings,
  'error messages': wordings,
  'Prefer: errors=all': allFaults,
  'service rules': unwrittenRules,
  'invalid requests': violations,
  'accepted requests': accepted,
  'responses of every operation': generalAnswers,
  'chat completions': chatAnswers,
  'generated text': composedTexts,
  responses: responseAnswers,
  'reply of a patch': replies,
  'retrieved text': storedText,
  'streamed chat completions': chatStreams,
  'streamed responses': responseStreams,
  'other streams': otherStreams,
  'images, audio and files': media,
  'control API': controlApi,
  '/__mock/check': checks,
  '/__mock/explain': explanations,
  patches,
  'patch limits': patchLimits,
  'patch conditions': matching,
  'invalid patch conditions': brokenConditions,
  'error of a patch': patchedErrors,
  'reply, update and dynamic of a patch': patchedReplies,
  'patch templates': templates,
  'X-Mock-Patch header': ownPatches,
  'response faults': faultyAnswers,
  'stream faults': faultyStreams,
  'invalid faults': faultyPatches,
  namespaces,
  'namespace selection': namespaceChoice,
  'X-Mock-Explain header': explainedAnswers,
  'invalid patch documents': brokenPatches,
}
