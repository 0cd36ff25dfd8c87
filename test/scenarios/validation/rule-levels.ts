import type { Scenario } from '../scenario.ts'
import { form, user } from './rule-cases/rule-case.ts'

const path = '/v1/chat/completions'
const namespace = { 'x-mock-namespace': 'levels' }
/** A request that breaks one rule. */
const json = { model: 'gpt-4o', messages: [user()], top_k: 40 }
const refused = { status: 400, json: { error: { code: 'unknown_parameter', param: 'top_k' } } }
const answered = (warning: RegExp | null) => ({ status: 200, headers: { 'x-mock-warning': warning } })
const warning =
  /^OpenAI would refuse this request: Unknown parameter: 'top_k'\..* \(param: top_k, code: unknown_parameter\)$/

/** The level of service rules, by setting, namespace and header; the models that exist. */
export const ruleLevels: Scenario[] = [
  {
    title: 'the level of service rules is warn by default',
    request: { path, json },
    response: answered(warning),
  },
  {
    title: 'the setting rules: off checks no service rule',
    settings: { rules: 'off' },
    request: { path, json },
    response: answered(null),
  },
  {
    title: 'the setting rules: refuse refuses a request that breaks a service rule',
    settings: { rules: 'refuse' },
    request: { path, json },
    response: refused,
  },
  {
    title: 'the setting strict: true is an alias of rules: refuse',
    settings: { strict: true },
    request: { path, json },
    response: refused,
  },
  {
    title: 'settings.rules of a namespace sets the level of service rules',
    patches: { levels: { settings: { rules: 'refuse' }, patches: [] } },
    request: { path, json, headers: namespace },
    response: refused,
  },
  {
    title: 'X-Mock-Rules overrides settings.rules of the namespace',
    patches: { levels: { settings: { rules: 'refuse' }, patches: [] } },
    request: { path, json, headers: { ...namespace, 'x-mock-rules': 'Off' } },
    response: answered(null),
  },
  {
    title: 'an unknown level in X-Mock-Rules is an error',
    request: { path, json, headers: { 'x-mock-rules': 'strict' } },
    response: {
      status: 400,
      json: {
        error: {
          message: 'Invalid X-Mock-Rules: strict. Expected one of off, warn, refuse.',
          param: 'X-Mock-Rules',
          code: 'invalid_preference',
        },
      },
    },
  },
  {
    title: 'an unknown level in settings.rules is reported and ignored',
    patches: { levels: { settings: { rules: 'strict' }, patches: [] } },
    request: { path, json: { ...json, top_k: undefined }, headers: namespace },
    response: answered(/rules/),
  },
  {
    title: 'the setting models refuses a request for another model',
    settings: { models: ['gpt-5.4'] },
    request: { path, json: { model: 'gpt-9', messages: [user()] } },
    response: {
      status: 404,
      json: {
        error: {
          message: "The model 'gpt-9' does not exist or you do not have access to it.",
          type: 'invalid_request_error',
          param: null,
          code: 'model_not_found',
        },
      },
    },
  },
  {
    title: 'the setting models accepts a request for a listed model',
    settings: { models: ['gpt-5.4'] },
    request: { path, json: { model: 'gpt-5.4', messages: [user()] } },
    response: { status: 200 },
  },
  {
    title: 'settings.models of a namespace refuses a retrieval of another model',
    patches: { levels: { settings: { models: ['gpt-5.4'] }, patches: [] } },
    request: { path: '/v1/models/gpt-9', headers: namespace },
    response: { status: 404, json: { error: { param: 'model', code: 'model_not_found' } } },
  },
  {
    title: 'a model with a shutdown date in the document adds a warning',
    needs: 'document',
    request: { path, json: { model: 'model-id-2', messages: [user()] } },
    response: answered(/^The model 'model-id-2' is deprecated: OpenAI shuts it down on 2026-10-23\.$/),
  },
  {
    title: 'GET /__mock/rules lists all service rules with evidence',
    request: { path: '/__mock/rules', headers: { authorization: null } },
    response: {
      status: 200,
      text: /"id":"unknown-member".*"error":\{"status":400,"message":"Unknown parameter: .*"sureness":"measured","evidence":\["https:/,
    },
  },
  {
    title: '/v1/audio/transcriptions ignores stream: true of whisper-1',
    request: form('/audio/transcriptions', [
      ['model', 'whisper-1'],
      ['stream', 'true'],
      ['file', { name: 'a.wav', type: 'audio/wav' }],
    ]),
    response: { status: 200, headers: { 'content-type': 'application/json' } },
  },
  {
    title: 'a list accepts limit=0, which the document allows',
    needs: 'document',
    request: { path: '/v1/batches?limit=0' },
    response: answered(/integer below minimum value/),
  },
]

/** Errors of requests that the document does not allow, in the words of the service. */
export const serviceWording: Scenario[] = [
  {
    title: '/v1/chat/completions without a model reports neither param nor code',
    request: { path, json: { messages: [user()] } },
    response: {
      status: 400,
      json: { error: { message: 'you must provide a model parameter', param: null, code: null } },
    },
  },
  ...[{}, { content: null }].map((message): Scenario => ({
    title: `/v1/chat/completions reports a user message with ${JSON.stringify(message)} as the service does`,
    request: { path, json: { model: 'gpt-4o', messages: [{ role: 'user', ...message }] } },
    response: {
      status: 400,
      json: {
        error: {
          message: "Invalid value for 'content': expected a string, got null.",
          param: 'messages.[0].content',
          code: null,
        },
      },
    },
  })),
  {
    title: '/v1/chat/completions reports a developer message without content as a missing parameter',
    request: { path, json: { model: 'gpt-4o', messages: [{ role: 'developer' }] } },
    response: {
      status: 400,
      json: { error: { param: 'messages[0].content', code: 'missing_required_parameter' } },
    },
  },
  {
    title: '/v1/chat/completions reports an image in a tool message as the service does',
    request: {
      path,
      json: {
        model: 'gpt-4o',
        messages: [
          user(),
          {
            role: 'tool',
            tool_call_id: 'c1',
            content: [{ type: 'image_url', image_url: { url: 'https://example.com/a.png' } }],
          },
        ],
      },
    },
    response: { status: 400, json: { error: { param: 'messages[1]', code: 'invalid_value' } } },
  },
  ...[{ type: 'bogus_item' }, { role: 'bogus', content: 'x' }].map((item): Scenario => ({
    title: `/v1/responses reports the input item ${JSON.stringify(item)} by its position`,
    request: { path: '/v1/responses', json: { model: 'gpt-4o', input: [item] } },
    response: { status: 400, json: { error: { param: 'input[0]', code: 'invalid_value' } } },
  })),
  {
    title: '/v1/responses reports a missing name of a format before its schema',
    needs: 'document',
    request: {
      path: '/v1/responses',
      json: { model: 'gpt-4o', input: 'x', text: { format: { type: 'json_schema' } } },
    },
    response: {
      status: 400,
      json: { error: { param: 'text.format.name', code: 'missing_required_parameter' } },
    },
  },
]
