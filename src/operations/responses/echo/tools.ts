import type { ResponseVersion } from '../../../openai/model-traits.ts'
import { isRecord } from '../../../web/json/is-record.ts'
import type { Json, JsonObject } from '../../../web/json/json.ts'
import { asObject, asObjects, asString } from '../../../web/json/narrow.ts'

/** Returns a tool of the request as the response repeats it. */
type EchoTool = (tool: JsonObject, version: ResponseVersion) => JsonObject

/** Replaces secrets in echoed tools, as the service does. */
const REDACTED = '<redacted>'

/** The place assumed for searches, from the recordings. */
const DEFAULT_LOCATION: JsonObject = {
  type: 'approximate',
  city: null,
  country: 'US',
  region: null,
  timezone: null,
}

/** Members of a given location; the service adds those that the request omits. */
const GIVEN_LOCATION: JsonObject = {
  type: 'approximate',
  city: null,
  country: null,
  region: null,
  timezone: null,
}

/** Settings of generated images that are not echoed. */
const UNECHOED_IMAGE_SETTINGS = ['input_image_mask', 'input_fidelity', 'partial_images', 'action']

/** Echoed tools by type; others are repeated unchanged. Evidence: recordings, docs/fidelity.md. */
const ECHO_BY_TYPE: Readonly<Record<string, EchoTool>> = {
  function: echoFunction,
  namespace: (tool, version) => ({
    ...tool,
    tools: asObjects(tool['tools']).map((inner) => echoTool(inner, version)),
  }),
  tool_search: (tool) => ({ description: null, parameters: null, ...tool }),
  web_search: echoSearch,
  web_search_preview: echoSearch,
  file_search: (tool) => ({
    filters: null,
    max_num_results: 20,
    ...tool,
    ranking_options: { ranker: 'auto', score_threshold: 0, ...asObject(tool['ranking_options']) },
  }),
  image_generation: (tool) => ({
    background: 'auto',
    moderation: 'auto',
    n: 1,
    output_compression: 100,
    output_format: 'png',
    quality: 'auto',
    size: 'auto',
    ...without(tool, UNECHOED_IMAGE_SETTINGS),
  }),
  mcp: echoMcp,
}

/**
 * Returns a tool as the response repeats it, with the service's defaults.
 *
 * @param tool a tool of the request (not mutated)
 */
export function echoTool(tool: JsonObject, version: ResponseVersion): JsonObject {
  const type = asString(tool['type']) ?? ''
  const echo = Object.hasOwn(ECHO_BY_TYPE, type) ? ECHO_BY_TYPE[type] : undefined
  return echo === undefined ? tool : echo(tool, version)
}

function echoFunction(tool: JsonObject, version: ResponseVersion): JsonObject {
  return {
    description: null,
    parameters: null,
    strict: true,
    ...(version >= '2026-07' && { output_schema: null }),
    ...tool,
    // The service stores an empty description as none.
    ...(tool['description'] === '' && { description: null }),
  }
}

function echoSearch(tool: JsonObject, version: ResponseVersion): JsonObject {
  const isPreview = tool['type'] === 'web_search_preview'
  const location = asObject(tool['user_location'])
  return {
    ...(!isPreview && version < '2026-04' && { filters: null }),
    ...(!isPreview && version >= '2026-06' && { return_token_budget: 'default' }),
    ...(!isPreview && version >= '2026-07' && { search_content_types: ['text'] }),
    search_context_size: 'medium',
    ...tool,
    user_location: location === undefined ? DEFAULT_LOCATION : { ...GIVEN_LOCATION, ...location },
  }
}

function echoMcp(tool: JsonObject): JsonObject {
  const { allowed_tools: allowed, require_approval: approval, headers, authorization } = tool
  return {
    server_description: null,
    ...tool,
    allowed_tools: isRecord(allowed) ? withReadOnly(allowed) : (allowed ?? null),
    headers: isRecord(headers) ? redact(headers) : null,
    ...(authorization !== undefined && { authorization: REDACTED, server_url: tool['server_url'] ?? null }),
    ...(isRecord(approval) && { require_approval: echoApproval(approval) }),
  }
}

function echoApproval({ always, never }: JsonObject): JsonObject {
  const echoFilter = (filter: Json | undefined) => (isRecord(filter) ? withReadOnly(filter) : null)
  return { always: echoFilter(always), never: echoFilter(never) }
}

function withReadOnly(filter: JsonObject): JsonObject {
  return { read_only: null, ...filter }
}

function redact(headers: JsonObject): JsonObject {
  return Object.fromEntries(Object.keys(headers).map((name) => [name, REDACTED]))
}

function without(object: JsonObject, names: readonly string[]): JsonObject {
  return Object.fromEntries(Object.entries(object).filter(([name]) => !names.includes(name)))
}
