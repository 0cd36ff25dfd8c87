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

/** Every scenario, by what it is about. */
export const allScenarios: Record<string, Scenario[]> = {
  routing,
  reading,
  preferences,
  keys,
  refusals,
  'every error': everyError,
  'rate limits': rateLimits,
  limits,
  compression,
  encodings,
  wordings,
  'all faults': allFaults,
  'unwritten rules': unwrittenRules,
  violations,
  accepted,
  'answers of every operation': generalAnswers,
  'chat completions': chatAnswers,
  'what is said': composedTexts,
  responses: responseAnswers,
  replies,
  'stored text': storedText,
  'streamed chat completions': chatStreams,
  'streamed responses': responseStreams,
  'other streams': otherStreams,
  'pictures, sound and files': media,
  'the control API': controlApi,
  checks,
  explanations,
  patches,
  'what patches cannot do': patchLimits,
  matching,
  'broken conditions': brokenConditions,
  'errors of patches': patchedErrors,
  'replies of patches': patchedReplies,
  templates,
  'patches of a request': ownPatches,
  'faulty answers': faultyAnswers,
  'faulty streams': faultyStreams,
  'faults that cannot be': faultyPatches,
  namespaces,
  'choice of a namespace': namespaceChoice,
  'explained answers': explainedAnswers,
  'broken patches': brokenPatches,
}
