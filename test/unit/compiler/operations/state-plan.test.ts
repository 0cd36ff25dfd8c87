import { describe, expect, test } from 'vitest'
import { statePlans } from '../../../../compiler/operations/state-plan.ts'
import { operationIdOf, operationsOf } from '../../../../compiler/document/document.ts'
import type { StatePlan } from '../../../../src/catalogue/contract.ts'
import { compactStatePlan, expandStatePlan } from '../../../../src/catalogue/state-plan.ts'
import { normalizedDocument } from '../../../support/document.ts'

const NO_PLAN: StatePlan = { does: 'child', family: '', parents: [] }

const document = normalizedDocument()
const planOf = statePlans(document)
const plans = new Map(operationsOf(document).map((located) => [operationIdOf(located), planOf(located)]))

describe('state plans', () => {
  test.each([
    ['createAssistant', { does: 'create', family: '/assistants' }],
    ['listAssistants', { does: 'list', family: '/assistants' }],
    ['modifyAssistant', { does: 'update', family: '/assistants', item: 'assistant_id' }],
    [
      'getMessage',
      {
        does: 'get',
        family: '/threads/{thread_id}/messages',
        parents: [{ parameter: 'thread_id', family: '/threads' }],
      },
    ],
    ['cancelBatch', { does: 'act', family: '/batches', item: 'batch_id' }],
    ['archive-project', { does: 'act', family: '/organization/projects' }],
    ['add-group-user', { does: 'assign', memberId: 'user_id', memberFamily: '/organization/users' }],
    ['add-project-group', { does: 'create', idProperty: 'group_id' }],
    ['update-organization-data-retention', { does: 'singleton', family: '/organization/data_retention' }],
    ['delete-user', { does: 'delete', seededBy: 'list-users' }],
    ['downloadFile', { does: 'child', parents: [{ parameter: 'file_id', family: '/files' }] }],
    [
      'listFineTuningEvents',
      { does: 'list', seededBy: 'listFineTuningEvents', parents: [{ family: '/fine_tuning/jobs' }] },
    ],
    ['retrieve-project-role', { parents: [{ parameter: 'project_id', family: '/organization/projects' }] }],
  ])('%s uses kept objects by the paths and schemas of the document', (id, expected) => {
    expect(plans.get(id)).toMatchObject(expected)
  })

  test('a plan is stored without what follows from the path', () => {
    for (const located of operationsOf(document)) {
      const plan = plans.get(operationIdOf(located))
      const route = { path: located.path.split('?')[0] ?? '' }
      expect(plan && expandStatePlan(route, compactStatePlan(route, plan))).toEqual(plan)
    }
    const stored = compactStatePlan(
      { path: '/assistants/{assistant_id}' },
      plans.get('getAssistant') ?? NO_PLAN,
    )
    expect(stored).toEqual({ does: 'get' })
  })

  test('creating a key keeps only the properties that retrieving it returns', () => {
    const kept = plans.get('admin-api-keys-create')?.kept
    expect(kept).toContain('redacted_value')
    expect(kept).not.toContain('value')
  })

  test.each(['createEmbedding', 'createImage', 'createSpeech', 'usage-completions', 'create-realtime-call'])(
    '%s has nothing to do with kept objects',
    (id) => {
      expect(plans.has(id)).toBe(true)
      expect(plans.get(id)).toBeUndefined()
    },
  )
})
