import { STRUCTURED_OUTPUTS } from '../evidence.ts'
import type { Sureness } from '../rule.ts'

/** A reason for which the service refuses a JSON Schema. */
export interface SchemaProblem {
  id: string
  summary: string
  /** The part of the service's message after the name of the schema. */
  message: string
  sureness: Sureness
  evidence: readonly string[]
}

/** A problem of one schema, with the values of the names in its message. */
export interface FoundProblem {
  problem: SchemaProblem
  values: Readonly<Record<string, string | number>>
}

/** Problems of all schemas, strict or not. */
export const PROBLEMS = {
  rootType: {
    id: 'root-object',
    summary: 'The type of the root is `object`.',
    message: `schema must be a JSON Schema of 'type: "object"', got 'type: "{type}"'.`,
    sureness: 'reported',
    evidence: [
      'https://github.com/ComposioHQ/composio/issues/1829',
      'https://github.com/alibaba/spring-ai-alibaba/issues/4576',
      STRUCTURED_OUTPUTS,
    ],
  },
  rootUnion: {
    id: 'root-without-union',
    summary: 'The root has neither `oneOf`, `anyOf`, `allOf`, `enum` nor `not`.',
    message:
      "schema must have type 'object' and not have 'oneOf'/'anyOf'/'allOf'/'enum'/'not' at the top level.",
    sureness: 'reported',
    evidence: [
      'https://github.com/nspady/google-calendar-mcp/issues/39',
      'https://github.com/langchain-ai/langchainjs/issues/9804',
    ],
  },
  rootProperties: {
    id: 'root-properties',
    summary: 'The root has `properties`, which may be empty.',
    message: 'In context=(), object schema missing properties.',
    sureness: 'reported',
    evidence: [
      'https://github.com/spring-projects/spring-ai/issues/4776',
      'https://github.com/containers/kubernetes-mcp-server/issues/340',
    ],
  },
  items: {
    id: 'array-items',
    summary: 'Arrays have `items`.',
    message: 'In context={context}, array schema missing items.',
    sureness: 'reported',
    evidence: [
      'https://github.com/meilisearch/meilisearch-mcp/issues/27',
      'https://github.com/mark3labs/mcphost/issues/35',
      'https://github.com/apify/apify-mcp-server/issues/36',
    ],
  },
  keywordType: {
    id: 'keyword-types',
    summary: 'The values of keywords have the types of JSON Schema.',
    message: '{value} is not of type {expected}.',
    sureness: 'reported',
    evidence: [
      'https://github.com/yomorun/yomo/pull/860',
      'https://github.com/maltekuhr/laravel-gpt/issues/8',
      'https://github.com/FoundationAgents/OpenManus/issues/1162',
    ],
  },
} as const satisfies Record<string, SchemaProblem>

/** Problems of schemas with `strict: true`. */
export const STRICT_PROBLEMS = {
  additionalProperties: {
    id: 'strict-additional-properties',
    summary: 'Strict: objects have `additionalProperties: false`, at every depth.',
    message: "In context={context}, 'additionalProperties' is required to be supplied and to be false.",
    sureness: 'documented',
    evidence: [STRUCTURED_OUTPUTS, 'https://github.com/simonw/llm-openai-plugin/issues/3'],
  },
  required: {
    id: 'strict-required',
    summary: 'Strict: all properties are required.',
    message:
      "In context={context}, 'required' is required to be supplied and to be an array including every key in properties. Missing '{name}'.",
    sureness: 'documented',
    evidence: [STRUCTURED_OUTPUTS],
  },
  extraRequired: {
    id: 'strict-extra-required',
    summary: 'Strict: only properties are required.',
    message:
      "In context={context}, 'required' is required to be supplied and to be an array including every key in properties. Extra required key '{name}' supplied.",
    sureness: 'reported',
    evidence: [STRUCTURED_OUTPUTS],
  },
  keyword: {
    id: 'strict-keywords',
    summary:
      'Strict: keywords that the guide does not list, such as `allOf`, `oneOf`, `not`, `if`, `patternProperties`, `uniqueItems`, `minLength` and `default`, are not permitted.',
    message: "In context={context}, '{keyword}' is not permitted.",
    sureness: 'documented',
    evidence: [
      STRUCTURED_OUTPUTS,
      'https://github.com/makenotion/notion-mcp-server/issues/102',
      'https://github.com/openai/openai-node/pull/1988',
      'https://github.com/openai/openai-node/pull/1997',
      'https://github.com/jina-ai/node-DeepResearch/issues/79',
    ],
  },
  format: {
    id: 'strict-formats',
    summary:
      'Strict: the formats are `date-time`, `time`, `date`, `duration`, `email`, `hostname`, `ipv4`, `ipv6` and `uuid`.',
    message: "In context={context}, '{format}' is not a valid format.",
    sureness: 'documented',
    evidence: ['https://github.com/can1357/oh-my-pi/issues/206', STRUCTURED_OUTPUTS],
  },
  reference: {
    id: 'strict-references',
    summary: 'Strict: `$ref` has no other keywords beside it.',
    message: 'context={context}, $ref cannot have keywords {{keywords}}.',
    sureness: 'reported',
    evidence: ['https://github.com/defog-ai/defog/pull/244', 'https://github.com/virattt/dexter/pull/280'],
  },
  typeKey: {
    id: 'strict-types',
    summary: 'Strict: every schema has a type, a reference, an enumeration or a union.',
    message: "In context={context}, schema must have a 'type' key.",
    sureness: 'reported',
    evidence: [STRUCTURED_OUTPUTS],
  },
  nesting: {
    id: 'strict-nesting',
    summary: 'Strict: objects are nested at most ten levels deep.',
    message: '{count} levels of nesting exceeds limit of {limit}.',
    sureness: 'documented',
    evidence: [STRUCTURED_OUTPUTS, 'https://github.com/tidyverse/ellmer/issues/671'],
  },
  properties: {
    id: 'strict-property-count',
    summary: 'Strict: a schema has at most 5,000 properties in all.',
    message: '{count} object properties exceeds limit of {limit}.',
    sureness: 'documented',
    evidence: [STRUCTURED_OUTPUTS],
  },
  enumValues: {
    id: 'strict-enum-count',
    summary: 'Strict: a schema has at most 1,000 enum values in all.',
    message: '{count} enum values exceeds limit of {limit}.',
    sureness: 'documented',
    evidence: [STRUCTURED_OUTPUTS],
  },
  enumLength: {
    id: 'strict-enum-length',
    summary:
      'Strict: the values of an enum with more than 250 strings have at most 15,000 characters in all.',
    message: 'In context={context}, {count} characters of enum values exceeds limit of {limit}.',
    sureness: 'documented',
    evidence: [STRUCTURED_OUTPUTS],
  },
  names: {
    id: 'strict-name-length',
    summary:
      'Strict: names of properties and definitions, enum values and constants have at most 120,000 characters in all.',
    message: '{count} characters of names and values exceeds limit of {limit}.',
    sureness: 'documented',
    evidence: [STRUCTURED_OUTPUTS],
  },
} as const satisfies Record<string, SchemaProblem>
