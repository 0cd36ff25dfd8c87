import { Ajv2020 } from 'ajv/dist/2020.js'
import fullFormats from 'ajv-formats'
import { describe, expect, test } from 'vitest'
import { sampleSchema } from '../../../../src/assistant/schema-sampler/schema-sampler.ts'
import type { JsonObject } from '../../../../src/web/json/json.ts'
import { RequestBudget } from '../../../../src/web/limits/request-budget.ts'
import { seededRandom } from '../../../../src/web/random/seeded-random.ts'
import * as checks from './argument-checks.ts'
import * as moreChecks from './more-argument-checks.ts'
import { objectSchema } from './compact-schema.ts'

/** Wednesday, 2026-03-11, 12:00 UTC. */
const NOW = 1_773_230_400

const ajv = new Ajv2020({ strict: false })
fullFormats(ajv)

/** Patterns become matchers. */
function matchers(expected: checks.Expected): object {
  return Object.fromEntries(
    Object.entries(expected).map(([name, value]) => [
      name,
      value instanceof RegExp ? expect.stringMatching(value) : value,
    ]),
  )
}

describe.each(Object.entries({ ...checks, ...moreChecks }))('arguments of %s', (_, rows) => {
  test.each([...rows])('%s', (question, parameters, expected) => {
    const schema: JsonObject = objectSchema(parameters)
    const value = sampleSchema(schema, {
      prompt: question,
      random: seededRandom('a'),
      budget: new RequestBudget(),
      now: NOW,
      isOutput: false,
    })
    expect(value).toEqual(matchers(expected))
    expect(ajv.validate(structuredClone(schema), value)).toBe(true)
  })
})
