import { chat } from './requests.ts'
import type { Scenario } from './scenario.ts'

const operation = 'createChatCompletion'
const request: Scenario['request'] = { path: '/v1/chat/completions', json: chat }
const content = (expected: string | RegExp) => ({ choices: [{ message: { content: expected } }] })
const says = (reply: string, more: object = {}) => ({ patches: [{ operation, reply }], ...more })

const base64url = (text: string) =>
  btoa(String.fromCharCode(...new TextEncoder().encode(text)))
    .replaceAll('+', '-')
    .replaceAll('/', '_')
    .replaceAll('=', '')

const withHeader = (header: string): Scenario['request'] => ({
  ...request,
  headers: { 'x-mock-patch': header },
})

/** Patches that a request brings itself. */
export const ownPatches: Scenario[] = [
  {
    title: 'a patch in the header goes before those of the namespace',
    patches: { default: says('of the namespace') },
    request: withHeader('{"reply": "of the header"}'),
    response: { status: 200, headers: { 'x-mock-patches': 'X-Mock-Patch' }, json: content('of the header') },
  },
  {
    title: 'a list of patches in the header, the first that matches wins, one that continues lets others add',
    patches: { default: says('of the namespace') },
    request: withHeader(
      '[{"when":{"$.body.model":"x"},"status":500},{"name":"mine","headers":{"x-a":"b"},"continue":true}]',
    ),
    response: {
      status: 200,
      headers: { 'x-mock-patches': 'mine, patches[0]', 'x-a': 'b' },
      json: content('of the namespace'),
    },
  },
  {
    title: 'base64url of JSON holds any character',
    request: withHeader(base64url('{"reply": "Grüße ✓"}')),
    response: { status: 200, json: content('Grüße ✓') },
  },
  {
    title: 'JSON escapes hold any character, too',
    request: withHeader('{"reply": "Gr\\u00fc\\u00dfe"}'),
    response: { status: 200, json: content('Grüße') },
  },
  {
    title: 'a patch in the header for another operation changes nothing',
    request: withHeader('{"operation": "createEmbedding", "status": 500}'),
    response: { status: 200, headers: { 'x-mock-patches': null } },
  },
  ...(
    [
      ['{"rply": 1}', /X-Mock-Patch: \/rply is an unknown field \(did you mean "reply"\?\)/],
      ['[{}, {"when": {"$.bdy": 1}}]', /X-Mock-Patch: \/1\/when\/\$\.bdy leads to "bdy"/],
      ['{"operation": "createChat"}', /\/operation "createChat" selects no operation/],
      ['{"reply": "{{ x }}"}', /\/reply has an unknown template "x"/],
      ['{"body": {"$file": "default.json"}}', /\/body\/\$file names a file, and there are no files here/],
      ['{"reply": ', /is not JSON/],
      ['no base64!', /neither JSON nor base64url/],
    ] as const
  ).map(([header, message]): Scenario => ({
    title: `the header ${header} is refused`,
    request: withHeader(header),
    response: { status: 400, json: { error: { message, code: 'invalid_patch', param: 'X-Mock-Patch' } } },
  })),
]

/** Which namespace a request is for, and what underlies it. */
export const namespaceChoice: Scenario[] = [
  {
    title: 'a key names the namespace, hyphens and all',
    patches: { 'team-a': says('team-a') },
    request: { ...request, headers: { authorization: 'Bearer sk-mock-team-a-123' } },
    response: { status: 200, json: content('team-a') },
  },
  {
    title: 'the key of a client of Azure names the namespace, too',
    patches: { 'team-a': says('team-a') },
    request: { ...request, headers: { authorization: null, 'api-key': 'sk-mock-team-a-' } },
    response: { status: 200, json: content('team-a') },
  },
  {
    title: 'a key without a second hyphen names no namespace',
    patches: { team: says('team') },
    request: { ...request, headers: { authorization: 'Bearer sk-mock-team' } },
    response: { status: 200, headers: { 'x-mock-patches': null } },
  },
  {
    title: 'the header goes before the key',
    patches: { 'team-a': says('team-a'), 'team-b': says('team-b') },
    request: {
      ...request,
      headers: { authorization: 'Bearer sk-mock-team-a-1', 'x-mock-namespace': 'team-b' },
    },
    response: { status: 200, json: content('team-b') },
  },
  {
    title: 'a key that names what no namespace can be called is refused',
    request: { ...request, headers: { authorization: 'Bearer sk-mock-a/b-1' } },
    response: { status: 400, json: { error: { code: 'invalid_namespace' } } },
  },
  {
    title: 'the patches of default come after those of a namespace that extends it',
    patches: {
      team: {
        extends: 'default',
        patches: [{ name: 'own', operation, continue: true, headers: { 'x-own': 'yes' } }],
      },
      default: { patches: [{ name: 'base', operation, reply: 'of default', headers: { 'x-own': 'no' } }] },
    },
    request: { ...request, path: '/@team/v1/chat/completions' },
    response: {
      status: 200,
      headers: { 'x-mock-patches': 'own, base', 'x-own': 'yes' },
      json: content('of default'),
    },
  },
  {
    title: 'a namespace that does not extend default has nothing of it',
    patches: { team: { patches: [] }, default: says('of default') },
    request: { ...request, path: '/@team/v1/chat/completions' },
    response: { status: 200, headers: { 'x-mock-patches': null } },
  },
  {
    title: 'the settings of default underlie those of a namespace that extends it',
    patches: {
      team: { extends: 'default', patches: [] },
      default: { settings: { clock: 1_000_000_000 }, patches: [] },
    },
    request: { ...request, path: '/@team/v1/chat/completions' },
    response: { status: 200, json: { created: 1_000_000_000 } },
  },
  {
    title: 'the setting clock stops the clock of a namespace, for streams too',
    patches: { default: { settings: { clock: 1_000_000_000 }, patches: [] } },
    request: { ...request, json: { ...chat, stream: true } },
    response: { status: 200, text: /"created":1000000000,/ },
  },
  {
    title: 'the header X-Mock-Clock goes before the setting',
    patches: { default: { settings: { clock: 1_000_000_000 }, patches: [] } },
    request: { ...request, headers: { 'x-mock-clock': '5' } },
    response: { status: 200, json: { created: 5 } },
  },
  {
    title: 'a header X-Mock-Clock that is no number of seconds is refused',
    request: { ...request, headers: { 'x-mock-clock': '2026-01-01T00:00:00Z' } },
    response: {
      status: 400,
      json: {
        error: {
          message:
            'Invalid X-Mock-Clock: 2026-01-01T00:00:00Z. Expected whole seconds since 1970, such as 1741569952.',
          param: 'X-Mock-Clock',
          code: 'invalid_preference',
        },
      },
    },
  },
]

/** `x-mock-explain: 1` asks why patches apply or do not. */
export const explainedAnswers: Scenario[] = [
  {
    title: 'an explanation tells of each patch whether it matches, and what was found instead',
    patches: {
      default: {
        patches: [
          { name: 'é', operation, when: { '$.body.model': 'gpt-1', '$.method': 'POST' }, status: 500 },
          { name: 'two', operation, reply: 'x' },
          { name: 'three', operation, reply: 'y' },
        ],
      },
    },
    request: { ...request, headers: { 'x-mock-explain': '1' } },
    response: {
      status: 200,
      headers: {
        'x-mock-explanation': new RegExp(
          String.raw`"name":"\\u00e9","matches":false,"applies":false,"failed":\[\{"at":"/when/\$\.body\.model",` +
            String.raw`"condition":"gpt-1","found":\["[^"]+"\]\}\]\},\{"name":"two","matches":true,"applies":true\},` +
            String.raw`\{"name":"three","matches":true,"applies":false\}\]\}$`,
        ),
      },
    },
  },
  {
    title: 'an explanation fits into a header, however many patches there are',
    patches: {
      default: {
        patches: Array.from({ length: 1000 }, (_, index) => ({
          name: `patch ${index}`,
          operation,
          when: { '$.prompt': { contains: `nothing like this ${index}` } },
        })),
      },
    },
    request: { ...request, headers: { 'x-mock-explain': '1' } },
    response: { status: 200, headers: { 'x-mock-explanation': /^.{1000,4000}$/ } },
  },
  {
    title: 'without patches there is an explanation, too',
    request: { ...request, headers: { 'x-mock-explain': '1' } },
    response: { status: 200, headers: { 'x-mock-explanation': /"namespace":"default".*"patches":\[\]/ } },
  },
  {
    title: 'nobody is told who does not ask',
    request,
    response: { status: 200, headers: { 'x-mock-explanation': null } },
  },
]
