import type { Scenario } from '../scenario.ts'

const message = { role: 'user', content: 'Hello!' }

const scenarios: Scenario[] = [
  {
    title: 'chat/completions names the snapshot of an alias and a system fingerprint',
    request: { path: '/v1/chat/completions', json: { model: 'gpt-4o-mini', messages: [message] } },
    response: {
      status: 200,
      json: {
        model: 'gpt-4o-mini-2024-07-18',
        system_fingerprint: /^fp_[0-9a-f]{10}$/,
        service_tier: 'default',
        choices: [{ logprobs: null, message: { refusal: null, annotations: [] } }],
      },
    },
  },
  {
    title: 'chat/completions of a fine-tuned model keeps its name',
    request: {
      path: '/v1/chat/completions',
      json: { model: 'ft:gpt-4o-mini-2024-07-18:acme::abc', messages: [message] },
    },
    response: { status: 200, json: { model: 'ft:gpt-4o-mini-2024-07-18:acme::abc' } },
  },
  {
    title: 'responses has the nulls and defaults of the service',
    request: { path: '/v1/responses', json: { model: 'gpt-5.4', input: 'Hello!' } },
    response: {
      status: 200,
      json: {
        model: 'gpt-5.4-2026-03-05',
        background: false,
        max_tool_calls: null,
        moderation: null,
        prompt_cache_key: null,
        reasoning: { effort: 'none', summary: null },
        safety_identifier: null,
        service_tier: 'default',
        text: { format: { type: 'text' }, verbosity: 'medium' },
        top_logprobs: 0,
        user: null,
      },
    },
  },
  {
    title: "responses echoes tools with the service's defaults",
    request: {
      path: '/v1/responses',
      json: {
        model: 'gpt-5.4',
        input: 'Hello!',
        tools: [
          { type: 'web_search' },
          { type: 'file_search', vector_store_ids: ['vs_1'] },
          {
            type: 'mcp',
            server_label: 'dice',
            server_url: 'https://dice.test',
            headers: { token: 'secret' },
          },
        ],
      },
    },
    response: {
      status: 200,
      json: {
        tools: [
          {
            search_context_size: 'medium',
            user_location: { type: 'approximate', country: 'US', city: null },
          },
          { filters: null, max_num_results: 20, ranking_options: { ranker: 'auto', score_threshold: 0 } },
          { allowed_tools: null, headers: { token: '<redacted>' } },
        ],
      },
    },
  },
  {
    title: 'batches has null for everything that has not happened',
    request: {
      path: '/v1/batches',
      json: { input_file_id: 'file-1', endpoint: '/v1/chat/completions', completion_window: '24h' },
    },
    response: {
      status: 200,
      json: {
        errors: null,
        output_file_id: null,
        in_progress_at: null,
        completed_at: null,
        cancelled_at: null,
        usage: { total_tokens: 0 },
      },
    },
  },
  {
    title: 'vector_stores without a name has null as name and description',
    request: { path: '/v1/vector_stores', json: {} },
    response: { status: 200, json: { name: null, description: null, expires_after: null, expires_at: null } },
  },
  {
    title: 'assistants stores functions with the parameters and strictness that the request omits',
    request: {
      path: '/v1/assistants',
      json: { model: 'gpt-4o', tools: [{ type: 'function', function: { name: 'now' } }] },
    },
    response: {
      status: 200,
      json: {
        model: 'gpt-4o',
        reasoning_effort: null,
        tools: [{ function: { name: 'now', parameters: { type: 'object' }, strict: false } }],
      },
    },
  },
  {
    title: 'fine_tuning/jobs has the hyperparameters of its method',
    request: {
      path: '/v1/fine_tuning/jobs',
      json: {
        model: 'gpt-4o-mini',
        training_file: 'file-1',
        suffix: 'mine',
        hyperparameters: { n_epochs: 2 },
      },
    },
    response: {
      status: 200,
      json: {
        hyperparameters: { n_epochs: 2, batch_size: 'auto' },
        method: { type: 'supervised', supervised: { hyperparameters: { n_epochs: 2 } } },
        user_provided_suffix: 'mine',
        integrations: [],
      },
    },
  },
  ...[
    ['/v1/responses/resp_1', 'response.deleted'],
    ['/v1/containers/cntr_1', 'container.deleted'],
    ['/v1/containers/cntr_1/files/cfile_1', 'container.file.deleted'],
  ].map(([path = '', object = '']): Scenario => ({
    title: `DELETE ${path} names the deleted object`,
    request: { method: 'DELETE', path },
    response: { status: 200, json: { id: path.split('/').at(-1) ?? '', object, deleted: true } },
  })),
  {
    title: 'every response names the organization and the project',
    request: { path: '/v1/models' },
    response: { status: 200, headers: { 'openai-organization': /\w/, 'openai-project': /^proj_/ } },
  },
]

/** Members that recordings of the service show, see docs/fidelity.md. */
export const fidelity: Scenario[] = scenarios.map((scenario) => ({
  ...scenario,
  needs: 'document',
  // Created objects would be in the lists of other scenarios.
  request: { ...scenario.request, headers: { 'x-mock-namespace': 'fidelity' } },
}))
