import { Ajv } from 'ajv'
import ajvManifest from 'ajv/package.json' with { type: 'json' }
import standaloneCode from 'ajv/dist/standalone/index.js'
import { describe, expect, test } from 'vitest'
import { Diagnostics } from '../../../../compiler/diagnostics.ts'
import { bundleValidators } from '../../../../compiler/validators/bundle.ts'
import { shrinkValidators, SUPPORTED_AJV, UnknownCodeError } from '../../../../compiler/validators/shrink.ts'
import type { CompiledValidator } from '../../../../src/catalogue/contract.ts'

/** AJV's code for a validator with a union, a list and a reference. */
function generatedCode(): string {
  const ajv = new Ajv({ code: { source: true, esm: true, lines: true }, messages: false, inlineRefs: false })
  ajv.addSchema({
    $id: 'x',
    definitions: {
      item: {
        anyOf: [
          { type: 'string', enum: ['a', 'b'] },
          { type: 'object', required: ['id'] },
        ],
      },
      list: { type: 'array', items: { $ref: '#/definitions/item' } },
    },
  })
  return standaloneCode(ajv, { v0: 'x#/definitions/list' })
}

async function bundle(code: string, ajvVersion = SUPPORTED_AJV) {
  const diagnostics = new Diagnostics()
  const part = { code, index: { operation: { body: 'v0' } } }
  const text = await bundleValidators([part], { exportName: 'validators', diagnostics, ajvVersion })
  const module: { validators: { operation: { body: CompiledValidator } } } = await import(
    `data:text/javascript,${encodeURIComponent(text)}`
  )
  return { text, validator: module.validators.operation.body, warnings: diagnostics.warnings() }
}

function expectWorking(validator: CompiledValidator): void {
  expect(validator(['a', { id: 1 }])).toBe(true)
  expect(validator(['c'])).toBe(false)
  expect(validator.errors?.[0]).toMatchObject({ instancePath: '/0', keyword: 'enum' })
}

describe('bundled validators', () => {
  test('the installed version of AJV is the one that the shrinker was written for', () => {
    expect(ajvManifest.version).toBe(SUPPORTED_AJV)
  })

  test('shrunk code is smaller and reports the same', async () => {
    const { text, validator, warnings } = await bundle(generatedCode())
    expect(warnings).toBe('')
    expect(text).not.toContain('schemaPath')
    expectWorking(validator)
  })

  test('another version of AJV is bundled as it is, with a warning', async () => {
    const { text, validator, warnings } = await bundle(generatedCode(), '9.0.0')
    expect(warnings).toContain(
      `validators were not shrunk: AJV is 9.0.0; compiler/validators/shrink.ts was written for ${SUPPORTED_AJV}`,
    )
    expect(text).toContain('schemaPath')
    expectWorking(validator)
  })

  test('code in an unknown form is bundled as it is, with a warning', async () => {
    const code = generatedCode().replaceAll('vErrors.push(err', 'vErrors.unshift(err')
    expect(() => shrinkValidators(code)).toThrow(UnknownCodeError)
    const { validator, warnings } = await bundle(code)
    expect(warnings).toContain('no pattern matches the statement')
    expect(validator(['a'])).toBe(true)
  })

  test('code that no longer parses after shrinking is bundled as it is, with a warning', async () => {
    const { validator, warnings } = await bundle(`const failed = 1;\n${generatedCode()}`)
    expect(warnings).toContain('validators were not shrunk')
    expectWorking(validator)
  })
})
