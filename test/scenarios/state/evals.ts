import type { Scenario, Step } from '../scenario.ts'
import { create, inNamespace, remove } from './steps.ts'

const config = {
  type: 'custom',
  item_schema: { type: 'object', properties: { question: { type: 'string' }, answer: { type: 'string' } } },
  include_sample_schema: true,
}

const content = [
  { item: { question: 'capital of France', answer: 'Paris' } },
  { item: { question: 'capital of Italy', answer: 'Rome' } },
]

/** @returns steps that create an eval with a criterion, and run it on two rows */
function graded(namespace: string, criterion: object, source: object = { type: 'jsonl' }): Step[] {
  const data = { source: { type: 'file_content', content }, ...source }
  return [
    create(
      namespace,
      '/v1/evals',
      { data_source_config: config, testing_criteria: [{ name: 'check', ...criterion }] },
      'eval',
    ),
    create(namespace, '/v1/evals/{eval.id}/runs', { name: 'run', data_source: data }, 'run'),
  ]
}

const isParis = {
  type: 'string_check',
  input: '{{ item.answer }}',
  reference: 'Paris',
  operation: 'eq',
}

/** Evals: runs grade their rows. */
export const keptEvals: Scenario[] = [
  {
    title: 'a run counts the rows that pass and fail each criterion',
    needs: 'document',
    before: graded('evals-1', isParis),
    request: { path: '/v1/evals/{eval.id}/runs/{run.id}', headers: inNamespace('evals-1') },
    response: {
      status: 200,
      json: {
        status: 'completed',
        result_counts: { total: 2, passed: 1, failed: 1, errored: 0 },
        per_testing_criteria_results: [
          { testing_criteria: '{eval.testing_criteria.0.id}', passed: 1, failed: 1 },
        ],
      },
    },
  },
  {
    title: 'output items are filtered by their status',
    needs: 'document',
    before: graded('evals-2', isParis),
    request: {
      path: '/v1/evals/{eval.id}/runs/{run.id}/output_items?status=fail',
      headers: inNamespace('evals-2'),
    },
    response: {
      status: 200,
      json: {
        data: [
          {
            status: 'fail',
            datasource_item: { question: 'capital of Italy', answer: 'Rome' },
            results: [{ name: '{eval.testing_criteria.0.id}', passed: false, score: 0 }],
          },
        ],
        has_more: false,
      },
    },
  },
  {
    title: 'a run asks the model for the sample of each row, with the patches of the namespace',
    needs: 'document',
    patches: { 'evals-3': { patches: [{ operation: 'createChatCompletion', reply: 'It is Paris.' }] } },
    before: graded(
      'evals-3',
      {
        type: 'string_check',
        input: '{{ sample.output_text }}',
        reference: '{{ item.answer }}',
        operation: 'ilike',
      },
      {
        type: 'completions',
        model: 'gpt-4o-mini',
        input_messages: {
          type: 'template',
          template: [{ role: 'user', content: 'Name the {{ item.question }}.' }],
        },
      },
    ),
    request: {
      path: '/v1/evals/{eval.id}/runs/{run.id}/output_items?status=pass',
      headers: inNamespace('evals-3'),
    },
    response: {
      status: 200,
      json: {
        data: [
          {
            sample: {
              input: [{ role: 'user', content: 'Name the capital of France.' }],
              output: [{ role: 'assistant', content: 'It is Paris.' }],
            },
          },
        ],
      },
    },
  },
  {
    title: 'a text similarity grader compares its score with the threshold',
    needs: 'document',
    before: graded('evals-4', {
      type: 'text_similarity',
      input: '{{ item.question }}',
      reference: 'capital of France',
      evaluation_metric: 'rouge_1',
      pass_threshold: 0.9,
    }),
    request: { path: '/v1/evals/{eval.id}/runs/{run.id}', headers: inNamespace('evals-4') },
    response: { status: 200, json: { result_counts: { total: 2, passed: 1, failed: 1 } } },
  },
  {
    title: 'a cancelled run is not graded',
    needs: 'document',
    before: [
      ...graded('evals-5', isParis),
      create('evals-5', '/v1/evals/{eval.id}/runs/{run.id}', {}, 'cancelled'),
    ],
    request: { path: '/v1/evals/{eval.id}/runs/{run.id}/output_items', headers: inNamespace('evals-5') },
    response: { status: 200, json: { data: [], has_more: false } },
  },
  {
    title: 'deleting an eval deletes its runs',
    before: [...graded('evals-6', isParis), remove('evals-6', '/v1/evals/{eval.id}')],
    request: { path: '/v1/evals/{eval.id}/runs/{run.id}', headers: inNamespace('evals-6') },
    response: { status: 404 },
  },
]
