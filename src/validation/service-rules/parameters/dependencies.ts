import { asArray, asObject } from '../../../web/json/narrow.ts'
import type { JsonObject } from '../../../web/json/json.ts'
import {
  API_DOCUMENT,
  BACKGROUND,
  CHAT,
  MEASURED_CHAT,
  MEASURED_RESPONSES,
  RESPONSES,
  SPEECH_TO_TEXT,
} from '../evidence.ts'
import { checkOf, isSet, type RuleCheck, type ServiceRule } from '../rule.ts'

type Requirement = (body: JsonObject) => boolean

/** @returns the check of a parameter that is only allowed if the body meets a requirement */
function requires(rule: ServiceRule & { param: string }, requirement: Requirement): RuleCheck {
  const { param } = rule
  return checkOf(rule, ({ body }) => isSet(body[param]) && !requirement(body))
}

/** Texts of the error that one parameter is only allowed together with another one. */
function onlyAllowedWhen(param: string, condition: string): { message: string; param: string; code: null } {
  return {
    message: `Invalid value for '${param}': '${param}' is only allowed when ${condition}.`,
    param,
    code: null,
  }
}

const hasItems =
  (name: string): Requirement =>
  (body) =>
    asArray(body[name]).length > 0

/** Parameters that need, or exclude, another parameter. */
export const DEPENDENCY_CHECKS: readonly RuleCheck[] = [
  requires(
    {
      id: 'chat-tool-choice-needs-tools',
      summary: '`tool_choice` requires `tools`.',
      operations: CHAT,
      ...onlyAllowedWhen('tool_choice', "'tools' are specified"),
      sureness: 'reported',
      evidence: [API_DOCUMENT],
    },
    hasItems('tools'),
  ),
  requires(
    {
      id: 'chat-parallel-tool-calls-need-tools',
      summary: '`parallel_tool_calls` requires `tools`.',
      operations: CHAT,
      ...onlyAllowedWhen('parallel_tool_calls', "'tools' are specified"),
      sureness: 'reported',
      evidence: [API_DOCUMENT],
    },
    hasItems('tools'),
  ),
  requires(
    {
      id: 'chat-function-call-needs-functions',
      summary: '`function_call` requires `functions`.',
      operations: CHAT,
      ...onlyAllowedWhen('function_call', "'functions' are specified"),
      sureness: 'reported',
      evidence: [API_DOCUMENT],
    },
    hasItems('functions'),
  ),
  requires(
    {
      id: 'stream-options-need-stream',
      summary: '`stream_options` requires `stream: true`.',
      operations: [...CHAT, 'createCompletion', ...RESPONSES],
      message: "The 'stream_options' parameter is only allowed when 'stream' is enabled.",
      param: 'stream_options',
      code: null,
      sureness: 'reported',
      evidence: [
        'https://github.com/BerriAI/litellm/issues/5803',
        'https://github.com/lobehub/lobehub/issues/6735',
      ],
    },
    ({ stream }) => stream === true,
  ),
  requires(
    {
      id: 'chat-top-logprobs-need-logprobs',
      summary: '`top_logprobs` requires `logprobs: true`.',
      operations: CHAT,
      message: "The 'top_logprobs' parameter is only allowed when 'logprobs' is enabled.",
      param: 'top_logprobs',
      code: null,
      sureness: 'measured',
      evidence: [MEASURED_CHAT, API_DOCUMENT],
    },
    ({ logprobs }) => logprobs === true,
  ),
  requires(
    {
      id: 'chat-one-limit-of-tokens',
      summary: '`max_tokens` and `max_completion_tokens` exclude each other.',
      operations: CHAT,
      message: "Setting 'max_tokens' and 'max_completion_tokens' at the same time is not supported.",
      param: 'max_tokens',
      code: 'invalid_parameter_combination',
      sureness: 'reported',
      evidence: [
        'https://github.com/langchain-ai/langgraph/issues/5943',
        'https://github.com/yaroslavyaroslav/OpenAI-sublime-text/issues/65',
      ],
    },
    (body) => !isSet(body['max_completion_tokens']),
  ),
  checkOf(
    {
      id: 'chat-audio-output-needs-audio',
      summary: 'Audio output (`modalities`) requires `audio`.',
      operations: CHAT,
      message: "Missing required parameter: 'audio'.",
      param: 'audio',
      code: 'missing_required_parameter',
      sureness: 'documented',
      evidence: [API_DOCUMENT],
    },
    ({ body }) => asArray(body['modalities']).includes('audio') && !isSet(body['audio']),
  ),
  checkOf(
    {
      id: 'responses-one-conversation-state',
      summary: '`conversation` and `previous_response_id` exclude each other.',
      operations: RESPONSES,
      message:
        "Mutually exclusive parameters: ''. Ensure you are only providing one of: 'pre..._id' or 'conversation'.",
      param: null,
      code: 'mutually_exclusive_parameters',
      sureness: 'measured',
      evidence: [MEASURED_RESPONSES, API_DOCUMENT],
    },
    ({ body }) => isSet(body['conversation']) && isSet(body['previous_response_id']),
  ),
  checkOf(
    {
      id: 'responses-background-needs-store',
      summary: '`background` requires stored responses.',
      operations: RESPONSES,
      message: "Invalid value for 'background': background mode requires 'store' to be true.",
      param: 'background',
      code: null,
      sureness: 'documented',
      evidence: [BACKGROUND],
    },
    ({ body }) => body['background'] === true && body['store'] === false,
  ),
  checkOf(
    {
      id: 'vector-store-batch-files-or-ids',
      summary: '`file_ids` and `files` of a batch exclude each other.',
      operations: ['createVectorStoreFileBatch'],
      message:
        "Mutually exclusive parameters: ''. Ensure you are only providing one of: 'file_ids' or 'files'.",
      param: null,
      code: 'mutually_exclusive_parameters',
      sureness: 'documented',
      evidence: [API_DOCUMENT],
    },
    ({ body }) => isSet(body['file_ids']) && isSet(body['files']),
  ),
  checkOf(
    {
      id: 'vector-store-chunk-overlap',
      summary: '`chunk_overlap_tokens` is at most half of `max_chunk_size_tokens`.',
      operations: ['createVectorStore', 'createVectorStoreFile', 'createVectorStoreFileBatch'],
      message:
        "Invalid 'chunking_strategy.static.chunk_overlap_tokens': it must not exceed half of 'max_chunk_size_tokens'.",
      param: 'chunking_strategy.static.chunk_overlap_tokens',
      code: 'invalid_value',
      sureness: 'documented',
      evidence: [API_DOCUMENT],
    },
    ({ body }) => {
      const chunks = asObject(asObject(body['chunking_strategy'])?.['static'])
      return Number(chunks?.['chunk_overlap_tokens']) * 2 > Number(chunks?.['max_chunk_size_tokens'])
    },
  ),
  checkOf(
    {
      id: 'transcription-timestamps-need-verbose-json',
      summary: '`timestamp_granularities` requires `response_format` `verbose_json`.',
      operations: ['createTranscription'],
      message:
        "Invalid value for 'timestamp_granularities': 'response_format' must be set to 'verbose_json' to use timestamp granularities.",
      param: 'timestamp_granularities',
      code: null,
      sureness: 'documented',
      evidence: [SPEECH_TO_TEXT, API_DOCUMENT],
    },
    ({ body }) =>
      asArray(body['timestamp_granularities']).length > 0 && body['response_format'] !== 'verbose_json',
  ),
  requires(
    {
      id: 'completions-best-of-needs-one-answer',
      summary: 'Results of `best_of` above 1 cannot be streamed.',
      operations: ['createCompletion'],
      message:
        'You requested that the server stream multiple candidates. Results of best_of cannot be streamed.',
      param: 'best_of',
      code: null,
      sureness: 'documented',
      evidence: [API_DOCUMENT],
    },
    ({ best_of: candidates, stream }) => Number(candidates) <= 1 || stream !== true,
  ),
  requires(
    {
      id: 'completions-best-of-covers-n',
      summary: '`best_of` is at least `n`.',
      operations: ['createCompletion'],
      message:
        'You requested that the server return more choices than it will generate (HINT: you must set `best_of` to be at least `n`).',
      param: 'best_of',
      code: null,
      sureness: 'documented',
      evidence: [API_DOCUMENT],
    },
    ({ best_of: candidates, n }) => Number(candidates) >= Number(n ?? 1),
  ),
]
