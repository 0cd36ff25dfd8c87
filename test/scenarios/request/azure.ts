import type { Scenario } from '../scenario.ts'

const key = { authorization: null, 'api-key': 'any' }
const messages = [{ role: 'user', content: 'Hi' }]
const safe = { filtered: false, severity: 'safe' }
const patches = { default: { patches: [{ operation: 'createChatCompletion', reply: 'patched' }] } }
const expect401 =
  'Access denied due to invalid subscription key or wrong API endpoint. Make sure to provide a valid key for an active subscription and use a correct regional API endpoint for your resource.'
const chatPath = '/openai/deployments/my-gpt/chat/completions?api-version=2024-10-21'

/** Paths, members and errors of Azure OpenAI. */
export const azure: Scenario[] = [
  ...[
    chatPath,
    '/openai/v1/chat/completions',
    '/openai/chat/completions',
    '/v1/deployments/my-gpt/chat/completions',
    '/deployments/my-gpt/chat/completions',
    '/@default/openai/deployments/my-gpt/chat/completions',
  ].map((path): Scenario => ({
    title: `${path} is a chat completion to which patches apply`,
    patches,
    request: { path, headers: key, json: { model: 'm', messages } },
    response: {
      status: 200,
      headers: { 'x-mock-operation': 'createChatCompletion' },
      json: { model: 'm', choices: [{ message: { content: 'patched' } }] },
    },
  })),
  {
    title: 'the deployment of an Azure path is the model if the body has none',
    request: { path: chatPath, headers: key, json: { messages } },
    response: { status: 200, json: { model: 'my-gpt' } },
  },
  {
    title: 'an Azure path selects the namespace of the key',
    patches: { 'team-a': { patches: [{ reply: 'from team a' }] } },
    request: {
      path: chatPath,
      headers: { authorization: null, 'api-key': 'sk-mock-team-a-1' },
      json: { messages },
    },
    response: { status: 200, json: { choices: [{ message: { content: 'from team a' } }] } },
  },
  {
    title: 'a chat completion of an Azure path has the results of the content filters',
    request: { path: chatPath, headers: key, json: { messages } },
    response: {
      status: 200,
      json: {
        choices: [{ content_filter_results: { hate: safe, self_harm: safe, sexual: safe, violence: safe } }],
        prompt_filter_results: [
          { prompt_index: 0, content_filter_results: { hate: safe, jailbreak: { detected: false } } },
        ],
      },
    },
  },
  {
    title: 'a chat completion of another path has no content filter results',
    request: { path: '/v1/chat/completions', json: { model: 'm', messages } },
    response: { status: 200, text: /^(?![\s\S]*filter_results)/ },
  },
  {
    title: 'a chat stream of an Azure path begins with a chunk without choices',
    request: { path: chatPath, headers: key, json: { messages, stream: true } },
    response: {
      status: 200,
      text: /^data: \{"choices":\[\],"created":0,"id":"","model":"","object":"","prompt_filter_results":\[[\s\S]*"delta":\{"content":"Hello"\}[^\n]*"content_filter_results":\{"hate":\{"filtered":false,"severity":"safe"\}[\s\S]*data: \[DONE\]\n\n$/,
    },
  },
  {
    title: "a missing key is rejected in Azure's words on an Azure path",
    request: { path: chatPath, headers: { authorization: null }, json: { messages } },
    response: {
      status: 401,
      json: { error: { code: '401', message: expect401 } },
    },
  },
  {
    title: "an unknown Azure path is rejected in Azure's words",
    request: { path: '/openai/nothing', headers: key },
    response: { status: 404, json: { error: { code: '404', message: 'Resource not found' } } },
  },
  {
    title: 'Prefer: code=404 on a deployment is DeploymentNotFound',
    request: { path: chatPath, headers: { ...key, prefer: 'code=404' }, json: { messages } },
    response: { status: 404, json: { error: { code: 'DeploymentNotFound' } } },
  },
  {
    title: "a rate limit of an Azure path has Azure's code",
    request: { path: chatPath, headers: { ...key, prefer: 'code=429' }, json: { messages } },
    response: { status: 429, json: { error: { code: '429' } } },
  },
  {
    title: 'a content filter error of an Azure path has an innererror',
    patches: { default: { patches: [{ error: 'content_filter' }] } },
    request: { path: chatPath, headers: key, json: { messages } },
    response: {
      status: 400,
      json: {
        error: {
          code: 'content_filter',
          param: 'prompt',
          innererror: {
            code: 'ResponsibleAIPolicyViolation',
            content_filter_result: { jailbreak: { detected: true, filtered: true } },
          },
        },
      },
    },
  },
  {
    title: "a validation error of an Azure path has OpenAI's members",
    request: { path: chatPath, headers: key, json: { messages: 'x' } },
    response: { status: 400, json: { error: { type: 'invalid_request_error', param: 'messages' } } },
  },
]
