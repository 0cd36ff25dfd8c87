import type { Scenario, Step } from '../scenario.ts'
import { create, inNamespace, look, remove } from './steps.ts'

const getWeather = {
  type: 'function',
  function: { name: 'get_weather', parameters: { type: 'object', properties: { city: { type: 'string' } } } },
}

/** @returns steps that create an assistant with a tool, a thread with a question, and a run */
function run(namespace: string, question: string): Step[] {
  return [
    create(
      namespace,
      '/v1/assistants',
      { model: 'gpt-4o', instructions: 'Be brief.', tools: [getWeather] },
      'assistant',
    ),
    create(namespace, '/v1/threads', { messages: [{ role: 'user', content: question }] }, 'thread'),
    create(namespace, '/v1/threads/{thread.id}/runs', { assistant_id: '{assistant.id}' }, 'run'),
  ]
}

const RUN = '/v1/threads/{thread.id}/runs/{run.id}'
const CALL_ID = '{run.required_action.submit_tool_outputs.tool_calls.0.id}'

/** @returns a step that submits the output of the run's only call */
function submit(namespace: string): Step {
  return create(
    namespace,
    `${RUN}/submit_tool_outputs`,
    { tool_outputs: [{ tool_call_id: CALL_ID, output: '21 degrees' }] },
    'submitted',
  )
}

/** Runs of assistants on threads. */
export const keptRuns: Scenario[] = [
  {
    title: 'a run has the parameters of its assistant',
    before: run('run-1', 'Why?'),
    request: { path: RUN, headers: inNamespace('run-1') },
    response: {
      status: 200,
      json: {
        status: 'completed',
        model: 'gpt-4o',
        instructions: 'Be brief.',
        tools: [getWeather],
        max_completion_tokens: null,
        usage: { total_tokens: 20 },
      },
    },
  },
  {
    title: 'a completed run adds its message to the thread',
    before: run('run-2', 'Why?'),
    request: { path: '/v1/threads/{thread.id}/messages', headers: inNamespace('run-2') },
    response: {
      status: 200,
      json: {
        data: [
          {
            role: 'assistant',
            run_id: '{run.id}',
            assistant_id: '{assistant.id}',
            content: [{ text: { value: 'This is a mock answer to your message: "Why?"' } }],
          },
          { role: 'user', run_id: null, content: [{ text: { value: 'Why?' } }] },
        ],
        has_more: false,
      },
    },
  },
  {
    title: 'messages are listed by the run that wrote them',
    before: run('run-3', 'Why?'),
    request: { path: '/v1/threads/{thread.id}/messages?run_id={run.id}', headers: inNamespace('run-3') },
    response: { status: 200, json: { data: [{ role: 'assistant', run_id: '{run.id}' }] } },
  },
  {
    title: 'a run that calls a tool waits for its output',
    before: run('run-4', 'The weather in Paris?'),
    request: { path: RUN, headers: inNamespace('run-4') },
    response: { status: 200, json: { id: '{run.id}', status: 'requires_action' } },
  },
  {
    title: 'a run completes with the outputs of its tools',
    before: [...run('run-5', 'The weather in Paris?'), submit('run-5'), look('run-5', RUN)],
    request: { path: '/v1/threads/{thread.id}/messages?limit=1', headers: inNamespace('run-5') },
    response: {
      status: 200,
      json: { data: [{ content: [{ text: { value: 'Here is what I found: 21 degrees.' } }] }] },
    },
  },
  {
    title: 'the steps of a run are its tool calls with outputs and its message',
    before: [...run('run-6', 'The weather in Paris?'), submit('run-6')],
    request: { path: `${RUN}/steps?order=asc`, headers: inNamespace('run-6') },
    response: {
      status: 200,
      json: {
        data: [
          {
            type: 'tool_calls',
            status: 'completed',
            step_details: {
              tool_calls: [
                { function: { name: 'get_weather', arguments: '{"city":"Paris"}', output: '21 degrees' } },
              ],
            },
          },
          { type: 'message_creation', status: 'completed', run_id: '{run.id}' },
        ],
        has_more: false,
      },
    },
  },
  {
    title: 'a run that waits for outputs refuses those of other calls',
    before: run('run-7', 'The weather in Paris?'),
    request: {
      path: `${RUN}/submit_tool_outputs`,
      headers: inNamespace('run-7'),
      json: { tool_outputs: [{ tool_call_id: 'call_x', output: '' }] },
    },
    response: {
      status: 400,
      json: { error: { message: `Expected tool outputs for call_ids ['${CALL_ID}'], got ['call_x']` } },
    },
  },
  {
    title: 'a completed run refuses tool outputs',
    before: [...run('run-8', 'Why?'), look('run-8', RUN)],
    request: {
      path: `${RUN}/submit_tool_outputs`,
      headers: inNamespace('run-8'),
      json: { tool_outputs: [] },
    },
    response: {
      status: 400,
      json: { error: { message: 'Runs in status "completed" do not accept tool outputs.' } },
    },
  },
  {
    title: 'a thread with an active run refuses messages',
    before: run('run-9', 'The weather in Paris?'),
    request: {
      path: '/v1/threads/{thread.id}/messages',
      headers: inNamespace('run-9'),
      json: { role: 'user', content: 'Hi' },
    },
    response: {
      status: 400,
      json: { error: { message: "Can't add messages to {thread.id} while a run {run.id} is active." } },
    },
  },
  {
    title: 'a thread with an active run refuses another run',
    before: run('run-10', 'The weather in Paris?'),
    request: {
      path: '/v1/threads/{thread.id}/runs',
      headers: inNamespace('run-10'),
      json: { assistant_id: '{assistant.id}' },
    },
    response: {
      status: 400,
      json: { error: { message: 'Thread {thread.id} already has an active run {run.id}.' } },
    },
  },
  {
    title: 'a cancelled run is cancelled when it is looked at and writes no message',
    before: [
      ...run('run-11', 'Why?'),
      create('run-11', `${RUN}/cancel`, {}, 'cancelling'),
      look('run-11', '/v1/threads/{thread.id}/messages', 'messages'),
    ],
    request: { path: RUN, headers: inNamespace('run-11') },
    response: { status: 200, json: { status: 'cancelled', completed_at: null } },
  },
  {
    title: 'a completed run cannot be cancelled',
    before: [...run('run-12', 'Why?'), look('run-12', RUN)],
    request: { method: 'POST', path: `${RUN}/cancel`, headers: inNamespace('run-12') },
    response: {
      status: 400,
      json: { error: { message: "Cannot cancel run with status 'completed'." } },
    },
  },
  {
    title: 'a run that waits for outputs expires after ten minutes',
    before: run('run-13', 'The weather in Paris?'),
    request: {
      path: RUN,
      headers: { ...inNamespace('run-13'), 'x-mock-clock': '4000000000' },
    },
    response: { status: 200, json: { status: 'expired', required_action: null } },
  },
  {
    title: 'a run needs a message of the user or instructions',
    before: [
      create('run-14', '/v1/assistants', { model: 'gpt-4o' }, 'assistant'),
      create('run-14', '/v1/threads', {}, 'thread'),
    ],
    request: {
      path: '/v1/threads/{thread.id}/runs',
      headers: inNamespace('run-14'),
      json: { assistant_id: '{assistant.id}' },
    },
    response: { status: 400, json: { error: { code: 'invalid_thread' } } },
  },
  {
    title: 'a deleted assistant cannot run',
    before: [
      ...run('run-15', 'Why?'),
      look('run-15', RUN),
      remove('run-15', '/v1/assistants/{assistant.id}'),
    ],
    request: {
      path: '/v1/threads/{thread.id}/runs',
      headers: inNamespace('run-15'),
      json: { assistant_id: '{assistant.id}' },
    },
    response: { status: 404, json: { error: { message: "No assistant found with id '{assistant.id}'." } } },
  },
  {
    title: 'threads/runs creates a thread with its messages',
    before: [
      create(
        'run-16',
        '/v1/threads/runs',
        {
          assistant_id: 'asst_1',
          thread: { messages: [{ role: 'user', content: 'Why?' }], metadata: { a: 'b' } },
        },
        'run',
      ),
    ],
    request: { path: '/v1/threads/{run.thread_id}/messages?order=asc', headers: inNamespace('run-16') },
    response: {
      status: 200,
      json: { data: [{ role: 'user', content: [{ text: { value: 'Why?' } }] }, { role: 'assistant' }] },
    },
  },
  {
    title: 'the reply of a patch is the message of a run that is completed later',
    patches: { 'run-17': { patches: [{ operation: 'createRun', reply: 'Patched' }] } },
    before: run('run-17', 'Why?'),
    request: { path: '/v1/threads/{thread.id}/messages?limit=1', headers: inNamespace('run-17') },
    response: { status: 200, json: { data: [{ content: [{ text: { value: 'Patched' } }] }] } },
  },
  {
    title: 'a deleted thread takes its runs along',
    before: [...run('run-18', 'Why?'), remove('run-18', '/v1/threads/{thread.id}')],
    request: { path: RUN, headers: inNamespace('run-18') },
    response: { status: 404, json: { error: { message: "No thread found with id '{thread.id}'." } } },
  },
]
