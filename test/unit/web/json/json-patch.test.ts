import fc from 'fast-check'
import { jsonpatch } from 'json-p3'
import { describe, expect, test } from 'vitest'
import { createMock } from '../../../../src/index.ts'
import type { Json } from '../../../../src/web/json/json.ts'
import { asJson } from '../../../../src/web/json/narrow.ts'
import { Budget } from '../../../../src/web/limits/budget.ts'
import { applyJsonPatch, type PatchOperation } from '../../../../src/web/json/json-patch.ts'

describe('JSON Patch', () => {
  test('a JSON Patch that changes its own values has the same effect on every response', async () => {
    const mock = createMock({
      patches: {
        patches: [
          {
            operation: 'retrieveModel',
            patch: [
              { op: 'add', path: '/tags', value: [{ name: 'first' }] },
              { op: 'add', path: '/tags/-', value: 'second' },
              { op: 'replace', path: '/tags/0/name', value: 'changed' },
            ],
          },
        ],
      },
    })
    for (let time = 0; time < 3; time += 1) {
      const response = await mock.fetch('http://mock.test/v1/models/gpt-5.4', {
        headers: { authorization: 'Bearer sk-test' },
      })
      expect(await response.json()).toMatchObject({ tags: [{ name: 'changed' }, 'second'] })
    }
  })

  test('a JSON Patch matches the result of json-p3 without mutating its input', () => {
    fc.assert(
      fc.property(json, fc.array(operation, { maxLength: 4 }), (value, operations) => {
        const before = JSON.stringify([value, operations])
        const outcome = resultOrFailure(() => applyJsonPatch(operations, value, new Budget(1e9)))
        expect(JSON.stringify([value, operations])).toBe(before)
        const copies: PatchOperation[] = JSON.parse(JSON.stringify(operations))
        expect(outcome).toEqual(
          resultOrFailure(() => asJson(new jsonpatch.JSONPatch(copies).apply(structuredClone(value)))),
        )
      }),
      { numRuns: 2000 },
    )
  })
})

/** Few names and little depth, so that pointers often match. */
const name = fc.constantFrom('a', 'b', '0', '1', '')
const { json } = fc.letrec<{ json: Json }>((tie) => ({
  json: fc.oneof(
    { depthSize: 'small', maxDepth: 3 },
    fc.constantFrom<Json>(null, true, 1, 'text'),
    fc.array(tie('json'), { maxLength: 3 }),
    fc.dictionary(name, tie('json'), { maxKeys: 3 }),
  ),
}))
const pointer = fc
  .array(fc.oneof(name, fc.constant('-')), { maxLength: 3 })
  .map((names) => names.map((each) => `/${each}`).join(''))
const operation: fc.Arbitrary<PatchOperation> = fc.oneof(
  fc.record({ op: fc.constantFrom('add', 'replace', 'test'), path: pointer, value: json }),
  fc.record({ op: fc.constant('remove'), path: pointer }),
  fc.record({ op: fc.constant('move'), path: pointer, from: pointer }),
)

function resultOrFailure(apply: () => unknown): unknown {
  try {
    return apply()
  } catch {
    return 'does not apply'
  }
}
