import type { JsonObject } from '../web/json/json.ts'
import { filterResults } from './azure-content-filters.ts'
import type { ApiErrorData } from './errors.ts'

/** The parts of an API error that decide how Azure words it. */
export interface AzureErrorInput extends Pick<ApiErrorData, 'status' | 'code'> {
  /** True if the path is unknown, so that no operation failed. */
  isUnrouted: boolean
  /** The deployment in the path, if any. */
  deployment: string | undefined
  /** The query parameter `api-version`, if any. */
  apiVersion: string | undefined
}

/**
 * Errors of Azure OpenAI that differ from those of the OpenAI API. The gateway in front of the models words them; quoted
 * in issues of openai-python, litellm and Microsoft's samples.
 *
 * @returns the response body, or undefined if Azure passes OpenAI's error through
 */
export function azureErrorBody(input: AzureErrorInput): JsonObject | undefined {
  const { status, code, isUnrouted, deployment } = input
  if (status === 401) {
    return { error: { code: '401', message: ACCESS_DENIED } }
  }
  if (status === 404 && isUnrouted) {
    return { error: { code: '404', message: 'Resource not found' } }
  }
  if (status === 404 && (deployment !== undefined || code === 'model_not_found')) {
    return { error: { code: 'DeploymentNotFound', message: NO_DEPLOYMENT } }
  }
  if (status === 429 && code === 'rate_limit_exceeded') {
    return { error: { code: '429', message: rateLimitMessage(input.apiVersion) } }
  }
  return code !== null && CONTENT_FILTER_CODES.has(code) ? contentFilterBody(status) : undefined
}

const ACCESS_DENIED =
  'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active ' +
  'subscription and use a correct regional API endpoint for your resource.'

const NO_DEPLOYMENT =
  'The API deployment for this resource does not exist. If you created the deployment within the last 5 minutes, please ' +
  'wait a moment and try again.'

const FILTERED =
  "The response was filtered due to the prompt triggering Azure OpenAI's content management policy. Please modify your " +
  'prompt and retry. To learn more about our content filtering policies please read our documentation: ' +
  'https://go.microsoft.com/fwlink/?linkid=2198766'

const CONTENT_FILTER_CODES: ReadonlySet<string> = new Set(['content_filter', 'content_policy_violation'])

function rateLimitMessage(apiVersion = '2024-10-21'): string {
  return (
    `Requests to the ChatCompletions_Create Operation under Azure OpenAI API version ${apiVersion} have exceeded call ` +
    'rate limit of your current OpenAI S0 pricing tier. Please retry after 1 second. Please go here: ' +
    'https://aka.ms/oai/quotaincrease if you would like to further increase the default rate limit.'
  )
}

function contentFilterBody(status: number): JsonObject {
  return {
    error: {
      message: FILTERED,
      type: null,
      param: 'prompt',
      code: 'content_filter',
      status,
      innererror: {
        code: 'ResponsibleAIPolicyViolation',
        content_filter_result: {
          ...filterResults(),
          jailbreak: { filtered: true, detected: true },
        },
      },
    },
  }
}
