import OpenAI from 'openai'
import { describe, expect, test } from 'vitest'
import { createMock } from '../../src/index.ts'
import { isSdkOnly } from '../support/sdk-only.ts'

const mock = createMock()
const client = new OpenAI({
  apiKey: 'sk-test',
  adminAPIKey: 'sk-admin-test',
  fetch: mock.fetch,
  maxRetries: 0,
  defaultHeaders: { 'x-mock-clock': '1795000000' },
})

/** More items than any list of the mock has. */
const MAX_ITEMS = 20

type ListCall = (query: { limit: number }) => AsyncIterable<unknown>

const { organization } = client.admin

/** Every list method of the SDK whose operation is in the document. */
const lists: Record<string, ListCall> = {
  files: (query) => client.files.list(query),
  batches: (query) => client.batches.list(query),
  assistants: (query) => client.beta.assistants.list(query),
  'messages of a thread': (query) => client.beta.threads.messages.list('thread_1', query),
  'runs of a thread': (query) => client.beta.threads.runs.list('thread_1', query),
  'steps of a run': (query) =>
    client.beta.threads.runs.steps.list('run_1', { thread_id: 'thread_1', ...query }),
  'chat completions': (query) => client.chat.completions.list(query),
  'messages of a chat completion': (query) => client.chat.completions.messages.list('chatcmpl-1', query),
  'input items': (query) => client.responses.inputItems.list('resp_1', query),
  'items of a conversation': (query) => client.conversations.items.list('conv_1', query),
  containers: (query) => client.containers.list(query),
  'files of a container': (query) => client.containers.files.list('cntr_1', query),
  evals: (query) => client.evals.list(query),
  'runs of an eval': (query) => client.evals.runs.list('eval_1', query),
  'output items of an eval run': (query) =>
    client.evals.runs.outputItems.list('evalrun_1', { eval_id: 'eval_1', ...query }),
  'fine-tuning jobs': (query) => client.fineTuning.jobs.list(query),
  'events of a fine-tuning job': (query) => client.fineTuning.jobs.listEvents('ftjob-1', query),
  'checkpoints of a fine-tuning job': (query) => client.fineTuning.jobs.checkpoints.list('ftjob-1', query),
  'permissions of a checkpoint': (query) =>
    client.fineTuning.checkpoints.permissions.list('ft:gpt-4o:a::b', query),
  'vector stores': (query) => client.vectorStores.list(query),
  'files of a vector store': (query) => client.vectorStores.files.list('vs_1', query),
  'files of a batch': (query) =>
    client.vectorStores.fileBatches.listFiles('vsfb_1', { vector_store_id: 'vs_1', ...query }),
  videos: (query) => client.videos.list(query),
  skills: (query) => client.skills.list(query),
  'versions of a skill': (query) => client.skills.versions.list('skill_1', query),
  'chatkit threads': (query) => client.beta.chatkit.threads.list(query),
  'items of a chatkit thread': (query) => client.beta.chatkit.threads.listItems('cthr_1', query),
  'voice consents': (query) => client.audio.voiceConsents.list(query),
  'admin keys': (query) => organization.adminAPIKeys.list(query),
  'audit logs': (query) => organization.auditLogs.list(query),
  certificates: (query) => organization.certificates.list(query),
  groups: (query) => organization.groups.list(query),
  'users of a group': (query) => organization.groups.users.list('group_1', query),
  'roles of a group': (query) => organization.groups.roles.list('group_1', query),
  invites: (query) => organization.invites.list(query),
  projects: (query) => organization.projects.list(query),
  'keys of a project': (query) => organization.projects.apiKeys.list('proj_1', query),
  'certificates of a project': (query) => organization.projects.certificates.list('proj_1', query),
  'groups of a project': (query) => organization.projects.groups.list('proj_1', query),
  'rate limits of a project': (query) => organization.projects.rateLimits.listRateLimits('proj_1', query),
  'roles of a project': (query) => organization.projects.roles.list('proj_1', query),
  'service accounts of a project': (query) => organization.projects.serviceAccounts.list('proj_1', query),
  'spend alerts of a project': (query) => organization.projects.spendAlerts.list('proj_1', query),
  'users of a project': (query) => organization.projects.users.list('proj_1', query),
  roles: (query) => organization.roles.list(query),
  'spend alerts': (query) => organization.spendAlerts.list(query),
  users: (query) => organization.users.list(query),
  'roles of a user': (query) => organization.users.roles.list('user-1', query),
}

async function collect(list: AsyncIterable<unknown>): Promise<unknown[]> {
  const items: unknown[] = []
  for await (const item of list) {
    items.push(item)
    if (items.length > MAX_ITEMS) {
      throw new Error('the list does not end')
    }
  }
  return items
}

describe('pagination with the openai SDK', () => {
  test.each(Object.entries(lists))(
    'the list of %s has the same items with limit 1 as with limit 100',
    async (_, list) => {
      const [oneByOne, atOnce] = [await collect(list({ limit: 1 })), await collect(list({ limit: 100 }))]
      expect(oneByOne.length).toBeGreaterThan(1)
      expect(new Set(oneByOne.map((item) => JSON.stringify(item))).size).toBe(oneByOne.length)
      expect(oneByOne).toEqual(atOnce)
    },
  )

  test('usage.completions returns each bucket once across pages', async () => {
    const start = 1_795_000_000 - 10 * 86_400
    const starts: number[] = []
    let page: string | null = null
    do {
      const report: OpenAI.Admin.Organization.UsageCompletionsResponse = await organization.usage.completions(
        {
          start_time: start,
          limit: 4,
          ...(page !== null && { page }),
        },
      )
      starts.push(...report.data.map((bucket) => bucket.start_time))
      page = report.has_more ? report.next_page : null
    } while (page !== null)
    expect(starts).toHaveLength(11)
    expect(starts).toEqual(starts.map((_, index) => (starts[0] ?? 0) + index * 86_400))
  })

  // The results of a report come from the document's examples.
  test.skipIf(isSdkOnly)('usage.completions returns hourly buckets, grouped and repeatable', async () => {
    const query = {
      start_time: 1_794_980_000,
      end_time: 1_795_000_000,
      bucket_width: '1h',
      group_by: ['model'],
    } as const
    const [report, again] = [
      await organization.usage.completions({
        ...query,
        group_by: [...query.group_by],
        models: ['gpt-4o', 'o3'],
      }),
      await organization.usage.completions({
        ...query,
        group_by: [...query.group_by],
        models: ['gpt-4o', 'o3'],
      }),
    ]
    expect(report.data).toEqual(again.data)
    expect(report.data[1]).toMatchObject({
      results: [{ model: 'gpt-4o' }, { model: 'o3' }],
    })
    expect((report.data[0]?.end_time ?? 0) - (report.data[0]?.start_time ?? 0)).toBe(3600)
  })
})
