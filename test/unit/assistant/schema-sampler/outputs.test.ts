import { describe, expect, test } from 'vitest'
import { Ajv2020 } from 'ajv/dist/2020.js'
import fullFormats from 'ajv-formats'
import { sampleSchema } from '../../../../src/assistant/schema-sampler/schema-sampler.ts'
import { RequestBudget } from '../../../../src/web/limits/request-budget.ts'
import { seededRandom } from '../../../../src/web/random/seeded-random.ts'
import * as moreChecks from './extraction-checks.ts'
import { objectSchema } from './compact-schema.ts'
import * as checks from './output-checks.ts'

/** Wednesday, 2026-03-11, 12:00 UTC. */
const NOW = 1_773_230_400

const ajv = new Ajv2020({ strict: false })
fullFormats(ajv)

/** Patterns become matchers; objects may have more members. */
function matcher(expected: unknown): unknown {
  if (expected instanceof RegExp) {
    return expect.stringMatching(expected)
  }
  if (Array.isArray(expected)) {
    return expected.map(matcher)
  }
  return typeof expected === 'object' && expected !== null
    ? expect.objectContaining(
        Object.fromEntries(Object.entries(expected).map(([name, value]) => [name, matcher(value)])),
      )
    : expected
}

describe.each(Object.entries({ ...checks, ...moreChecks }))('structured output of %s', (_, rows) => {
  test.each(rows.map(([text, members, expected, more]) => ({ text, members, expected, more })))(
    '$text ($expected)',
    ({ text: prompt, members, expected, more }) => {
      const schema = objectSchema(members)
      const value = sampleSchema(schema, {
        prompt,
        random: seededRandom('a'),
        budget: new RequestBudget(),
        now: NOW,
        ...more,
      })
      expect(value).toEqual(matcher(expected))
      expect(ajv.validate(structuredClone(schema), value)).toBe(true)
    },
  )
})
