import { checkOf } from '../rule.ts'

/** Operations of the Assistants API, which is in beta. */
export const ASSISTANTS: readonly string[] = [
  'listAssistants',
  'createAssistant',
  'getAssistant',
  'modifyAssistant',
  'deleteAssistant',
  'createThread',
  'createThreadAndRun',
  'getThread',
  'modifyThread',
  'deleteThread',
  'listMessages',
  'createMessage',
  'getMessage',
  'modifyMessage',
  'deleteMessage',
  'listRuns',
  'createRun',
  'getRun',
  'modifyRun',
  'cancelRun',
  'listRunSteps',
  'getRunStep',
  'submitToolOuputsToRun',
]

/** The Assistants API requires a header with its version. */
export const betaHeader = checkOf(
  {
    id: 'assistants-beta-header',
    summary: 'The Assistants API requires the header `OpenAI-Beta: assistants=v2`.',
    operations: ASSISTANTS,
    message:
      "You must provide the 'OpenAI-Beta' header to access the Assistants API. Please try again by setting the header 'OpenAI-Beta: assistants=v2'.",
    param: null,
    code: 'invalid_beta',
    sureness: 'reported',
    evidence: [
      'https://github.com/openai-php/client/issues/700',
      'https://github.com/openai/openai-ruby/issues/136',
      'https://github.com/sashabaranov/go-openai/issues/567',
    ],
  },
  ({ headers }) => headers.get('openai-beta')?.includes('assistants') !== true,
)
