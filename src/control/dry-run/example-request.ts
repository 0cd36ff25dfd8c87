import type { CataloguedOperation } from '../../catalogue/catalogue.ts'
import { isRecord } from '../../web/json/is-record.ts'
import type { Json, JsonObject } from '../../web/json/json.ts'
import { asObject } from '../../web/json/narrow.ts'
import { ApiError } from '../../openai/errors.ts'
import type { Mock } from '../../pipeline/mock.ts'

/**
 * Returns a request for an operation with only its required body members.
 *
 * @param mock samples the request body
 */
export async function exampleRequest(operation: CataloguedOperation, mock: Mock): Promise<Request> {
  const { method, path, query } = operation.route
  const url = new URL(`http://mock${path.replaceAll(/\{([^}]+)\}/g, '$1_123')}`)
  for (const [name, value] of Object.entries(query ?? {})) {
    url.searchParams.set(name, value)
  }
  const body = await exampleBody(operation, mock)
  return new Request(url, {
    method,
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(body),
    }),
  })
}

/** Returns a sample body. Forms are sent as JSON, too. */
async function exampleBody(operation: CataloguedOperation, mock: Mock): Promise<Json | undefined> {
  const { route, prism } = operation
  const schema = prism.request?.body?.contents?.[0]?.schema
  if (schema === undefined || route.method === 'GET') {
    return undefined
  }
  // Prism samples responses only, so the request schema is passed as a response.
  const contents = [{ id: '', mediaType: 'application/json', schema, examples: [], encodings: [] }]
  const sampled = await sample(mock, {
    ...operation,
    route: { ...route, id: `request of ${route.id}` },
    prism: { ...prism, responses: [{ id: '', code: '200', contents }] },
  })
  const required = requiredMembers(schema)
  return Object.fromEntries(Object.entries(sampled).filter(([name]) => required.has(name)))
}

/** Returns the mocked body of an operation; empty if it cannot be mocked. */
async function sample(mock: Mock, operation: CataloguedOperation): Promise<JsonObject> {
  try {
    const { body } = await mock({ operation, accept: null, preferences: {} })
    return asObject(body) ?? {}
  } catch (error) {
    if (error instanceof ApiError) {
      return {}
    }
    throw error
  }
}

/** Returns the names that a schema or its subschemas list in `required`. */
function requiredMembers(schema: unknown): Set<string> {
  if (!isRecord(schema)) {
    return new Set()
  }
  const { required, allOf, anyOf, oneOf } = schema
  const parts = [allOf, anyOf, oneOf].flatMap((list) => (Array.isArray(list) ? list : []))
  return new Set([
    ...(Array.isArray(required) ? required.map(String) : []),
    ...parts.flatMap((part) => [...requiredMembers(part)]),
  ])
}
