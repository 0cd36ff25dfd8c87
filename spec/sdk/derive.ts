import type { OpenApiDocument } from '../document.ts'
import { type HttpCall, httpCallOf } from './calls.ts'
import { OperationWriter } from './operation-writer.ts'
import { readDocumentFacts } from './document-facts.ts'
import { placeOf } from './operation-ids.ts'
import { readSdkPackage } from './package-program.ts'
import { resourceMethods } from './resources.ts'
import { SchemaWriter } from './schema-writer.ts'
import { parameterNames } from './signatures.ts'

/** What the SDK says about the API. */
export interface SdkDocument {
  /** Such as `openai-node@7.57.0`. */
  source: string
  /** Its operations and their schemas, as an OpenAPI 3.1 document without prose or examples. */
  document: OpenApiDocument
  /** Its methods, as a client reaches them. */
  methods: SdkMethod[]
}

/** A method of a resource and the request that it makes, if it makes one of its own. */
export interface SdkMethod {
  /** `['beta', 'agents', 'sessions', 'create']`. */
  path: string[]
  /** Names of its parameters, the request options aside. */
  parameters: string[]
  call?: HttpCall
}

/** Reads the installed `openai` package: see {@link SdkDocument}. */
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
    // Where two methods make the same request, the first one describes it.
    item[call.method] ??= {
      // What only the SDK knows goes by the SDK's name for it.
      operationId: ids[placeOf(call)] ?? method.path.join('.'),
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
    paths: sorted(inUsualOrder(paths)),
    components: {
      schemas: sorted(writer.components),
      securitySchemes: { ApiKeyAuth: { type: 'http', scheme: 'bearer' } },
    },
  }
  return { source, document, methods }
}

/** A path's methods in the order in which the document has them. */
function inUsualOrder(paths: OpenApiDocument['paths']): OpenApiDocument['paths'] {
  const order = ['get', 'post', 'put', 'patch', 'delete']
  const place = ([method]: [string, unknown]) => order.indexOf(method)
  return Object.fromEntries(
    Object.entries(paths).map(([path, item]) => [
      path,
      Object.fromEntries(Object.entries(item).toSorted((one, other) => place(one) - place(other))),
    ]),
  )
}

/** The order of declarations is the SDK's affair; what is made of them reads the same every time. */
function sorted<T>(record: Record<string, T>): Record<string, T> {
  return Object.fromEntries(Object.entries(record).toSorted(([one], [other]) => (one < other ? -1 : 1)))
}
