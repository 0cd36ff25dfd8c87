import type { CataloguedOperation } from '../catalogue/catalogue.ts'
import type { Routed } from '../catalogue/router.ts'
import type { JsonObject } from '../web/json/json.ts'
import { asObject } from '../web/json/narrow.ts'
import { readBody, type RequestBody } from './body.ts'
import { type Clock, readClock } from './clock.ts'
import { type Preferences, readPreferences } from './prefer.ts'
import type { RequestContext } from './request-context.ts'
import type { RulesLevel } from '../settings.ts'
import { readRulesLevel } from './rules-level.ts'
import { readStreamSettings, type StreamSettings } from './stream-settings.ts'
import type { Upload } from './uploads.ts'

/** A request to an operation, with its body and the options of the mock's own headers. */
export interface Call extends RequestContext, Routed {
  operation: CataloguedOperation
  /** Path without namespace and base path: `/models`. */
  path: string
  /** The response that the client prefers. */
  preferences: Preferences
  /** Pacing and chunking of a stream, from the header `X-Mock-Stream`. */
  streamSettings: StreamSettings
  clock: Clock
  /** Level of service rules, from the header `X-Mock-Rules`. */
  rulesLevel: RulesLevel | undefined
  /** The parsed body, by content type. */
  content: RequestBody
  /** The decompressed bytes of the body. */
  bytes: Uint8Array<ArrayBuffer>
  /** JSON body or form fields, including files; empty if the request has neither. */
  body: JsonObject
  /** Files of a form, in request order. */
  uploads: readonly Upload[]
}

/** The operation of a request, and the limit of its body. */
export interface CallTarget extends Routed {
  operation: CataloguedOperation
  /** Maximum size of the body, in bytes. */
  maxBodyBytes: number
}

/**
 * Reads the options and the body of a request that was routed to an operation.
 *
 * @throws {import('../openai/errors.ts').ApiError} if an option or the body is invalid
 */
export async function readCall(context: RequestContext, target: CallTarget): Promise<Call> {
  const { request, headers, query } = context
  const { route, path, pathParameters, operation, maxBodyBytes } = target
  const preferences = readPreferences(headers, query)
  const streamSettings = readStreamSettings(headers)
  const clock = readClock(headers)
  const rulesLevel = readRulesLevel(headers)
  const { content: sent, bytes } = await readBody(request, operation, maxBodyBytes)
  const content = withModel(sent, context.azure?.deployment)
  return {
    ...context,
    route,
    path,
    pathParameters,
    operation,
    preferences,
    streamSettings,
    clock,
    rulesLevel,
    content,
    bytes,
    body: fieldsOf(content),
    uploads: content.kind === 'form' ? content.uploads : NO_UPLOADS,
  }
}

const NO_UPLOADS: readonly Upload[] = []

/** Azure's clients name the model only by the deployment in the path. */
function withModel(content: RequestBody, deployment: string | undefined): RequestBody {
  if (deployment === undefined) {
    return content
  }
  if (content.kind === 'form') {
    return { ...content, fields: { model: deployment, ...content.fields } }
  }
  const value = content.kind === 'json' ? asObject(content.value) : undefined
  return value === undefined || (value['model'] ?? undefined) !== undefined
    ? content
    : { kind: 'json', value: { ...value, model: deployment } }
}

function fieldsOf(content: RequestBody): JsonObject {
  if (content.kind === 'json') {
    return asObject(content.value) ?? {}
  }
  return content.kind === 'form' ? (asObject(content.fields) ?? {}) : {}
}
