import type { CataloguedOperation } from '../../catalogue/catalogue.ts'
import { sampleSchema } from '../../generated/prism.js'
import { isRecord } from '../../web/json/is-record.ts'
import { asObject } from '../../web/json/narrow.ts'

/** Returns a request for an operation with only its required body members. */
export function exampleRequest(operation: CataloguedOperation): Request {
  const { method, path, query } = operation.route
  const url = new URL(`http://mock${path.replaceAll(/\{([^}]+)\}/g, '$1_123')}`)
  for (const [name, value] of Object.entries(query ?? {})) {
    url.searchParams.set(name, value)
  }
  const body = exampleBody(operation)
  return new Request(url, {
    method,
    ...(body !== undefined && {
      headers: { 'content-type': 'application/json' },
      body,
    }),
  })
}

/** Cached bodies: dry runs send the same request for each example of an operation. */
const bodyCache = new WeakMap<CataloguedOperation, string>()

/** Returns the JSON of a sample body, also for forms. */
function exampleBody(operation: CataloguedOperation): string | undefined {
  const { route, prism } = operation
  const schema = prism.request?.body?.contents?.[0]?.schema
  if (schema === undefined || route.method === 'GET') {
    return undefined
  }
  const cached = bodyCache.get(operation)
  if (cached !== undefined) {
    return cached
  }
  const required = requiredMembers(schema)
  const members = Object.entries(asObject(sampleSchema(schema, prism)) ?? {})
  const body = JSON.stringify(Object.fromEntries(members.filter(([name]) => required.has(name))))
  bodyCache.set(operation, body)
  return body
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
