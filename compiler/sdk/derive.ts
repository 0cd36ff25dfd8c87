import type { OpenApiDocument } from '../document/document.ts'
import { sortKeys } from '../records.ts'
import { type HttpCall, httpCallOf } from './extract/http-calls.ts'
import { OperationWriter } from './extract/operation-writer.ts'
import { readDocumentFacts } from './document-facts.ts'
import { operationKey } from './extract/operation-ids.ts'
import { readSdkPackage } from './extract/load-package.ts'
import { resourceMethods } from './extract/resources.ts'
import { SchemaWriter } from './extract/schema-writer.ts'
import { parameterNames } from './extract/signatures.ts'

/** The API as described by the SDK. */
export interface SdkDocument {
  /** For example `openai-node@7.57.0`. */
  source: string
  /** Operations and schemas as an OpenAPI 3.1 document, without documentation or examples. */
  document: OpenApiDocument
  /** All methods of the client. */
  methods: SdkMethod[]
}

/** A method of a resource, with the request that it makes itself, if any. */
export interface SdkMethod {
  /** `['beta', 'agents', 'sessions', 'create']`. */
  path: string[]
  /** Parameter names, without the request options. */
  parameters: string[]
  call?: HttpCall
}

/** Derives an OpenAPI document from the installed `openai` package. */
export function deriveSdkDocument(): SdkDocument {
  const sdk = readSdkPackage()
  const writer = new SchemaWriter(sdk.program)
  const operations = new OperationWriter(writer, sdk.program.getTypeChecker())
  const { operations: ids } = readDocumentFacts()
  const paths: OpenApiDocument['paths'] = {}
  const methods = resourceMethods(sdk).map((method): SdkMethod => {
    const call = httpCallOf(method)
    const parameters = parameterNames(method)
    if (call === undefined) {
      return { path: method.path, parameters }
    }
    const item = (paths[call.path] ??= {})
    // If two methods make the same request, the first one defines the operation.
    item[call.method] ??= {
      // Operations that only the SDK has are named after the method.
      operationId: ids[operationKey(call)] ?? method.path.join('.'),
      ...operations.write(method, call),
    }
    return { path: method.path, parameters, call }
  })
  const source = `openai-node@${sdk.version}`
  const document = {
    openapi: '3.1.0',
    info: { title: 'OpenAI API', version: sdk.version, 'x-source': source },
    servers: [{ url: 'https://api.openai.com/v1' }],
    security: [{ ApiKeyAuth: [] }],
    paths: sortKeys(sortMethods(paths)),
    components: {
      schemas: sortKeys(writer.components),
      securitySchemes: { ApiKeyAuth: { type: 'http', scheme: 'bearer' } },
    },
  }
  return { source, document, methods }
}

/** Sorts the methods of each path as in OpenAI's document. */
function sortMethods(paths: OpenApiDocument['paths']): OpenApiDocument['paths'] {
  const order = ['get', 'post', 'put', 'patch', 'delete']
  const rank = ([method]: [string, unknown]) => order.indexOf(method)
  return Object.fromEntries(
    Object.entries(paths).map(([path, item]) => [
      path,
      Object.fromEntries(Object.entries(item).toSorted((one, other) => rank(one) - rank(other))),
    ]),
  )
}
