import type { Scenario } from '../scenario.ts'

const operation = 'createChatCompletion'
const request: Scenario['request'] = {
  path: '/v1/chat/completions',
  headers: { 'x-stainless-retry-count': '1' },
  json: {
    model: 'gpt-5.4',
    temperature: 0.5,
    stop: ['END', 'STOP'],
    metadata: { team: 'Blue' },
    messages: [
      { role: 'system', content: 'Be brief.' },
      {
        role: 'user',
        content: [
          { type: 'text', text: 'What is the weather' },
          { type: 'text', text: 'in Paris?' },
        ],
      },
    ],
  },
}

const patchWith = (when: object) => ({
  default: { patches: [{ name: 'hit', operation, when, status: 201 }] },
})

const matches = (when: object): Scenario => ({
  title: `when ${JSON.stringify(when)} matches`,
  patches: patchWith(when),
  request,
  response: { status: 201, headers: { 'x-mock-patches': 'hit', 'x-mock-warning': null } },
})

const doesNotMatch = (when: object): Scenario => ({
  title: `when ${JSON.stringify(when)} does not match`,
  patches: patchWith(when),
  request,
  response: { status: 200, headers: { 'x-mock-patches': null, 'x-mock-warning': null } },
})

/** The field `when` of a patch. */
export const patchConditions: Scenario[] = [
  ...[
    {},
    { '$.method': 'POST', '$.path': '/chat/completions', '$.namespace': 'default' },
    { '$.body.model': 'gpt-5.4' },
    { '$.body.temperature': 0.5 },
    { '$.body.model': { equals: 'GPT-5.4', ignoreCase: true } },
    { '$.body.stop': { equals: ['END', 'STOP'] } },
    { '$.prompt': { contains: 'weather' } },
    { '$.prompt': { contains: 'WEATHER\nin', ignoreCase: true } },
    { '$.prompt': { matches: 'weather\\s+in ([A-Z]\\w+)' } },
    { '$.prompt': { matches: '^what', ignoreCase: true } },
    { '$.prompt': { all: [{ contains: 'weather' }, { not: { contains: 'London' } }] } },
    { '$.prompt': { any: ['x', { contains: 'PARIS' }], ignoreCase: true } },
    { '$.body.stop': { contains: 'STOP' } },
    { '$.body.metadata': { contains: 'team' } },
    { '$.body.model': { in: ['gpt-4o', 'gpt-5.4'] } },
    { '$.body.temperature': { gt: 0.4, lte: 0.5 } },
    { '$.body.tools': { exists: false } },
    { '$.body.tools': { not: { exists: true } } },
    { '$.body.user': { not: 'somebody' } },
    { '$.body.messages[-1].role': 'user' },
    { '$.body.messages[*].role': 'system' },
    { "$.body.messages[?@.role == 'user'].content[0].text": { contains: 'weather' } },
    { "$.body.messages[?search(@.content, 'br[i]ef')]": { exists: true } },
    { '$.body..text': 'in Paris?' },
    { '$.headers.x-stainless-retry-count': 1 },
    { "$.headers['x-stainless-retry-count']": { gte: 1 } },
    { any: [{ '$.body.model': 'gpt-4o' }, { '$.body.stop': { exists: true } }] },
    { all: [{ '$.body.model': 'gpt-5.4' }, { not: { '$.body.model': 'gpt-4o' } }] },
  ].map(matches),
  ...[
    { '$.body.model': 'gpt-4o' },
    { '$.body.model': 'gpt-5.4', '$.body.temperature': 1 },
    { '$.body.temperature': '0.5' },
    { '$.body.model': null },
    { '$.body.messages[*].role': { not: 'system' } },
    { '$.prompt': { contains: 'brief' } },
    { '$.prompt': { matches: '^weather' } },
    { '$.body.model': { gt: 3 } },
    { '$.body.missing': { exists: true } },
    { '$.headers.x-stainless-retry-count': { lt: 1 } },
    { any: [{ '$.body.model': 'gpt-4o' }, { '$.body.stop': { exists: false } }] },
    { not: { '$.body.model': 'gpt-5.4' } },
  ].map(doesNotMatch),
  {
    title: 'when matches path and query parameters, which compare numbers with text',
    patches: {
      default: {
        patches: [
          {
            operation: 'listMessages',
            when: {
              '$.params.thread_id': 'thread_a',
              '$.query.limit': 5,
              '$.path': '/threads/thread_a/messages',
            },
            status: 201,
          },
        ],
      },
    },
    request: { path: '/v1/threads/thread_a/messages?limit=5' },
    response: { status: 201 },
  },
  {
    title: 'when matches form fields and file names as $.body',
    patches: {
      default: {
        patches: [
          {
            operation: 'createFile',
            when: { '$.body.purpose': 'assistants', '$.body.file': { matches: '\\.txt$' } },
            status: 201,
          },
        ],
      },
    },
    request: {
      path: '/v1/files',
      form: [
        ['purpose', 'assistants'],
        ['file', ['hello']],
      ],
    },
    response: { status: 201 },
  },
  ...(
    [
      ['responses', { path: '/v1/responses', json: { model: 'm', input: 'say it' } }],
      [
        'responses with items',
        {
          path: '/v1/responses',
          json: {
            model: 'm',
            input: [
              {
                role: 'user',
                content: [
                  { type: 'input_text', text: 'say' },
                  { type: 'input_text', text: 'it' },
                ],
              },
            ],
          },
        },
      ],
      ['completions', { path: '/v1/completions', json: { model: 'm', prompt: 'say it' } }],
      [
        'completions with several prompts',
        { path: '/v1/completions', json: { model: 'm', prompt: ['a', 'say it'] } },
      ],
      ['messages', { path: '/v1/threads/thread_a/messages', json: { role: 'user', content: 'say it' } }],
      [
        'runs',
        {
          path: '/v1/threads/runs',
          json: { assistant_id: 'a', thread: { messages: [{ role: 'user', content: 'say it' }] } },
        },
      ],
      [
        'conversations',
        {
          path: '/v1/conversations',
          json: {
            items: [
              { type: 'message', role: 'user', content: [{ type: 'input_text', text: 'say it' }] },
              { type: 'message', role: 'assistant', content: [{ type: 'output_text', text: 'no' }] },
            ],
          },
        },
      ],
    ] as const
  ).map(([endpoint, sent]): Scenario => ({
    title: `$.prompt is the last user text of ${endpoint}`,
    patches: {
      default: { patches: [{ when: { '$.prompt': { matches: '(^|\\n)say\\sit$' } }, status: 202 }] },
    },
    request: sent,
    response: { status: 202 },
  })),
  {
    title: 'the first matching patch wins and continue adds a later match',
    patches: {
      default: {
        patches: [
          { name: 'one', operation, when: { '$.body.model': 'gpt-4o' }, status: 500 },
          { name: 'two', operation, when: { '$.body.model': 'gpt-5.4' }, status: 201, continue: true },
          { name: 'three', operation, when: { '$.body.model': 'gpt-4o' }, status: 500 },
          { name: 'four', operation, merge: { model: 'four' } },
          { name: 'five', operation, merge: { model: 'five' } },
        ],
      },
    },
    request,
    response: { status: 201, headers: { 'x-mock-patches': 'two, four' }, json: { model: 'four' } },
  },
]

const rejectsCondition = (when: object, warning: RegExp): Scenario => ({
  title: `when ${JSON.stringify(when)} is rejected and other patches apply`,
  patches: {
    conditions: {
      patches: [
        { operation, when, status: 500 },
        { operation, status: 503 },
      ],
    },
  },
  request: { ...request, path: '/@conditions/v1/chat/completions' },
  response: { status: 503, headers: { 'x-mock-warning': warning } },
})

/** Invalid conditions, which are reported with a suggestion. */
export const invalidConditions: Scenario[] = [
  rejectsCondition(
    { '$.bdy.model': 'x' },
    /\/patches\/0\/when\/\$\.bdy\.model refers to the unknown request field "bdy".*did you mean "body"\?/,
  ),
  rejectsCondition(
    { '$.headers.Authorization': 'x' },
    /names must be in lower case.*did you mean "authorization"\?/,
  ),
  rejectsCondition({ 'body.model': 'x' }, /did you mean "\$\.body\.model"\?/),
  rejectsCondition({ '$.body[': 'x' }, /is not a valid JSONPath/),
  rejectsCondition(
    { '$.body.model': { equal: 'x' } },
    /\/equal is an unknown operator.*did you mean "equals"\?/,
  ),
  rejectsCondition({ '$.body.model': ['a', 'b'] }, /must be a literal.*"in"/),
  rejectsCondition(
    { '$.body.model': { matches: '(a' } },
    /is not a valid regular expression: missing closing \)/,
  ),
  rejectsCondition({ '$.body.model': { matches: 'a(?=b)' } }, /lookaround is not supported/),
  rejectsCondition({ '$.body.model': { matches: '(a)\\1' } }, /backreferences are not supported/),
  rejectsCondition({ '$.body.model': { matches: 'a{1,900}b{1,90}' } }, /too complex .*states, limit 1000/),
  rejectsCondition({ '$.body..a..b': 'x' }, /more than one descendant segment/),
  rejectsCondition({ '$.body[*,*,*,*,*][*,*,*,*,*]': 'x' }, /more than 16 alternatives/),
  rejectsCondition({ '$.body.a[?@.b == $.body[*].c]': 'x' }, /not a valid JSONPath|several values/),
  {
    title: 'matches over the work limit skips the remaining conditional patches with a warning',
    patches: {
      default: {
        patches: [
          { when: { '$.prompt': { matches: '(?:a|b)*a(?:a|b){450}$' } }, status: 500 },
          { when: { not: { '$.prompt': { matches: 'x' } } }, status: 500 },
          { status: 201 },
        ],
      },
    },
    request: {
      path: '/v1/chat/completions',
      json: { model: 'm', messages: [{ role: 'user', content: 'ab'.repeat(100_000) }] },
    },
    response: { status: 201, headers: { 'x-mock-warning': /exceeded its work limit/ } },
  },
  rejectsCondition({ any: [] }, /must be a non-empty array of condition objects/),
]
