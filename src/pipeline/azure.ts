import type { MockedAnswer } from '../answer/answer.ts'
import { azureErrorBody } from '../openai/azure-errors.ts'
import { operationRow } from '../operations/registry.ts'
import type { RequestContext } from '../request/request-context.ts'
import { asObject, asString } from '../web/json/narrow.ts'

/**
 * Makes a response look like one of Azure OpenAI if the request used its paths: members that only Azure returns, and its
 * errors.
 *
 * @param answer a mocked response or an error (not mutated)
 * @param request the request; undefined if it could not be read
 * @param operationId the operation; undefined if the path is unknown
 */
export function toAzureAnswer(
  answer: MockedAnswer,
  request: Pick<RequestContext, 'azure' | 'query'> | undefined,
  operationId: string | undefined,
): MockedAnswer {
  const body = asObject(answer.body)
  if (request?.azure === undefined || body === undefined) {
    return answer
  }
  if (answer.status < 400) {
    const row = operationId === undefined ? undefined : operationRow(operationId)
    return row?.forAzure === undefined || answer.status >= 300
      ? answer
      : { ...answer, body: row.forAzure(body) }
  }
  const errorBody = azureErrorBody({
    status: answer.status,
    code: asString(asObject(body['error'])?.['code']) ?? null,
    isUnrouted: operationId === undefined,
    deployment: request.azure.deployment,
    apiVersion: request.query.get('api-version') ?? undefined,
  })
  return errorBody === undefined ? answer : { ...answer, body: errorBody }
}
