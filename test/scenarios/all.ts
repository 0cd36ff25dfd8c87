import { generalAnswers } from './answers.ts'
import { chatAnswers } from './chat-answers.ts'
import { composedTexts } from './composed-texts.ts'
import { accepted, refusals, violations } from './errors.ts'
import { faultyAnswers, faultyPatches } from './faults.ts'
import { keys } from './keys.ts'
import { checks, explanations } from './checks.ts'
import { controlApi } from './control.ts'
import { compression, encodings, limits } from './limits.ts'
import { brokenConditions, matching } from './matching.ts'
import { patchedErrors, patchedReplies, templates } from './patch-answers.ts'
import { explainedAnswers, namespaceChoice, ownPatches } from './patch-sources.ts'
import { patchLimits } from './patch-limits.ts'
import { brokenPatches, namespaces, patches } from './patches.ts'
import { everyError, rateLimits } from './particulars.ts'
import { media } from './media.ts'
import { preferences, reading, routing } from './requests.ts'
import { faultyStreams } from './stream-faults.ts'
import { chatStreams, otherStreams, responseStreams } from './streams.ts'
import { replies } from './replies.ts'
import { responseAnswers } from './response-answers.ts'
import { storedText } from './stored-text.ts'
import type { Scenario } from './scenario.ts'
import { unwrittenRules } from './unwritten-rules.ts'
import { allFaults, wordings } from './wordings.ts'

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
