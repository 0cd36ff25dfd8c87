import { isDeepStrictEqual } from 'node:util'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { isSchema, type Json, operationIdOf, operationsOf } from '../../../../compiler/document/document.ts'
import { requestValidatorsInMemory } from '../../../../compiler/validators/in-memory.ts'
import { patchDocumentSchema } from '../../../../compiler/validators/patch-schema.ts'
import { patchRoots } from '../../../../compiler/validators/standalone.ts'
import {
  loadRoots,
  prepareForValidation,
  prepareRequests,
  requestRoots,
  responseRoots,
  RUNTIME_OPTIONS,
} from '../../../../compiler/validators/validators.ts'
import type { CompiledValidator } from '../../../../src/catalogue/contract.ts'
import { patchValidators } from '../../../../src/generated/patch-validators.js'
import { requestValidators } from '../../../../src/generated/request-validators.js'
import { responseValidators } from '../../../../src/generated/response-validators.js'
import { normalizedDocument } from '../../../support/document.ts'
import { listMutations } from '../../../support/mutations.ts'
import { validBodies } from '../../../support/valid-bodies.ts'

const document = normalizedDocument()
const prepared = prepareForValidation(document)
const requests = prepareRequests(document)

/** Mutations of a response's example; long examples have hundreds. */
const MAX_MUTATIONS = 40

/** Values of other types than expected, and names that plain objects inherit. */
const HOSTILE_VALUES: unknown[] = [
  null,
  true,
  0,
  -1.5,
  '',
  '\ud800',
  [],
  [[null, {}]],
  {},
  { type: 'no such type' },
  { toString: 1, constructor: { prototype: null }, hasOwnProperty: [] },
  JSON.parse('{ "__proto__": { "polluted": true } }'),
  {
    model: 1,
    messages: {},
    input: [{ role: 'user', type: null }],
    tools: [{ type: 'function' }],
    limit: 'x',
  },
  { messages: [{ role: 'user', content: [{ type: 'text' }, { type: 'image_url', image_url: 1 }] }] },
]

/** The result of a validation: verdict, errors without paths into the schema, and the value with converted types. */
function outcomeOf(validator: CompiledValidator, value: unknown): unknown {
  const copy = structuredClone(value)
  const isValid = validator(copy)
  const errors = (validator.errors ?? []).map(({ instancePath, keyword, params }) => ({
    instancePath,
    keyword,
    params,
  }))
  return { isValid, errors: isValid ? [] : errors, copy }
}

function expectAgreement(
  shrunk: CompiledValidator | undefined,
  plain: CompiledValidator | undefined,
  values: Iterable<unknown>,
): void {
  if (shrunk === undefined || plain === undefined) {
    throw new Error('a validator is missing')
  }
  const differing = [...values].filter(
    (value) => !isDeepStrictEqual(outcomeOf(shrunk, value), outcomeOf(plain, value)),
  )
  expect(differing).toEqual([])
}

describe('shrunk validators', () => {
  const plainRequests = requestValidatorsInMemory(requests)
  const { bodies, texts } = requestRoots(requests)
  const valid = validBodies(document)

  test('request validators report the same as plain AJV on valid, mutated and hostile bodies', () => {
    let mutations = 0
    for (const id of Object.keys(texts)) {
      const body = valid.get(id)
      const mutated = body === undefined ? [] : listMutations(document, body.schema, body.value)
      mutations += mutated.length
      const values = [...HOSTILE_VALUES, body?.value, ...mutated.map(({ value }) => value)]
      for (const slot of ['body', 'form'] as const) {
        if ((slot === 'body' ? bodies : texts)[id]?.[slot] !== undefined) {
          expectAgreement(requestValidators[id]?.[slot], plainRequests[id]?.[slot], values)
        }
      }
    }
    expect(mutations).toBeGreaterThan(500)
  })

  test('validators of parameters convert types like plain AJV', () => {
    const parameters = [
      { limit: '20', order: 'asc', after: 'x' },
      { limit: 'many', include: 'a' },
      { limit: ['1'] },
    ]
    for (const [id, plain] of Object.entries(plainRequests)) {
      for (const slot of ['path', 'query', 'headers'] as const) {
        if (plain[slot] !== undefined) {
          expectAgreement(requestValidators[id]?.[slot], plain[slot], [...parameters, ...HOSTILE_VALUES])
        }
      }
    }
  })

  test('response validators report the same as plain AJV on examples, mutations and hostile values', () => {
    const { ajv, reference } = loadRoots(prepared, responseRoots(prepared), RUNTIME_OPTIONS)
    for (const located of operationsOf(document)) {
      const id = operationIdOf(located)
      for (const [code, { content = {} }] of Object.entries(located.operation.responses ?? {})) {
        const { schema, examples = {} } = content['application/json'] ?? {}
        const values = Object.values(examples).map(({ value }): Json => value ?? null)
        const [first] = values
        const mutated =
          schema === undefined || first === undefined ? [] : listMutations(document, schema, first)
        if (schema !== undefined) {
          expectAgreement(responseValidators[id]?.[code], ajv.getSchema(reference(id, code)), [
            ...HOSTILE_VALUES,
            ...values,
            ...mutated.slice(0, MAX_MUTATIONS).map(({ value }) => value),
          ])
        }
      }
    }
  })

  test('patch validators report the same as plain AJV', () => {
    const ajv = new Ajv(RUNTIME_OPTIONS)
    const roots = patchRoots(patchDocumentSchema())
    ajv.addSchema(roots)
    const patches: unknown[] = [
      { operation: 'createChatCompletion', reply: 'Hi', status: 200 },
      { operation: ['a', 1], reply: { content: 1 }, nmae: 'typo' },
      { error: { code: 'x', status: 1000 }, fault: [{ stream: { cut: {} } }, { delay: { min: 'a' } }] },
      { patch: [{ op: 'add', path: '/a' }, { op: 'nothing' }], headers: { a: 1 }, stream: { pace: {} } },
    ]
    const documents = [...patches.map((patch) => ({ patches: [patch] })), { extends: 'x' }, { patches: {} }]
    expectAgreement(patchValidators.document.patch, ajv.getSchema(`${roots.$id}#/definitions/Patch`), [
      ...patches,
      ...HOSTILE_VALUES,
    ])
    expectAgreement(patchValidators.document.shape, ajv.getSchema(`${roots.$id}#/definitions/shape`), [
      ...documents,
      ...HOSTILE_VALUES,
    ])
    expect(isSchema(roots.definitions['Patch']) && roots.definitions['Patch']['description']).toBeUndefined()
  })
})
