import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { beforeAll, describe, expect, test } from 'vitest'
import { sha256 } from '../../../compiler/source/fetch-document.ts'
import { compileFiles } from '../../../compiler/compile-files.ts'
import { operationIdOf, operationsOf } from '../../../compiler/document/document.ts'
import { GENERATED_FOLDER } from '../../../compiler/source/catalogue-inputs.ts'
import { readLock } from '../../../compiler/source/lock.ts'
import { catalogue } from '../../../src/generated/catalogue.js'
import { requestValidators } from '../../../src/generated/request-validators.js'
import { servedDocument, servedSource } from '../../support/document.ts'

describe('catalogue', () => {
  test('the catalogue contains every operation of the document exactly once', () => {
    const ids = operationsOf(servedDocument()).map(operationIdOf)
    expect(catalogue.routes.map(({ id }) => id)).toEqual(ids)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test.skipIf(!catalogue.document.pinned)('the catalogue names its source document', () => {
    const { sha256: pinned, repository, commit } = readLock()
    expect(catalogue.document).toMatchObject({ sha256: pinned, source: `${repository}@${commit}` })
  })

  test('the catalogue separates the six beta operations from those on the same path', () => {
    const twins = catalogue.routes.filter(({ query }) => query?.['beta'] === 'true')
    expect(new Set(twins.map(({ path }) => path)).size).toBe(6)
    expect(catalogue.basePaths).toEqual(['/v1'])
  })

  test('the catalogue has a validator for every JSON body and every form', () => {
    const slots = Object.values(requestValidators).flatMap((validators) => Object.keys(validators))
    const contents = operationsOf(servedDocument()).map(({ operation }) =>
      Object.keys(operation.requestBody?.content ?? {}),
    )
    const taking = (mediaType: string) => contents.filter((names) => names.includes(mediaType)).length
    expect(slots.filter((slot) => slot === 'body')).toHaveLength(taking('application/json'))
    expect(slots.filter((slot) => slot === 'form')).toHaveLength(taking('multipart/form-data'))
  })

  test('the catalogue describes nine error responses for every operation', () => {
    for (const text of catalogue.operations) {
      const { responses }: { responses: number[] } = JSON.parse(text)
      const codes = responses.map((index) => {
        const { code }: { code: string } = JSON.parse(catalogue.responses[index] ?? '')
        return code
      })
      expect(codes).toEqual(
        expect.arrayContaining(['400', '401', '403', '404', '409', '422', '429', '500', '503']),
      )
    }
  })
})

describe('repeated compilation', () => {
  let files: Record<string, string>

  beforeAll(async () => {
    const { repository, commit } = readLock()
    files = await compileFiles(await servedSource(), `${repository}@${commit}`)
  })

  test.each([
    'catalogue.js',
    'request-validators.js',
    'response-validators.js',
    'patch-validators.js',
    'prism.js',
  ])('compiling again produces identical bytes for %s', (name) => {
    const generated = readFileSync(resolve(GENERATED_FOLDER, name), 'utf8')
    expect(sha256(files[name] ?? '')).toBe(sha256(generated))
  })

  test('the compiled modules contain neither new Function nor eval', () => {
    for (const [name, text] of Object.entries(files)) {
      expect(/\bnew Function\(|[^.\w]eval\(/.test(text), name).toBe(false)
    }
  })
})

describe('compilation of another document', () => {
  const text = [
    'openapi: 3.0.3',
    'info: { title: Pets, version: "1" }',
    'servers: [{ url: "https://pets.test/api/v2/" }]',
    'paths:',
    '  /pets/{id}:',
    '    parameters:',
    '      - $ref: "#/components/parameters/Id"',
    '    get:',
    '      responses:',
    '        "200":',
    '          $ref: "#/components/responses/Pet"',
    'components:',
    '  parameters:',
    '    Id: { name: id, in: path, required: true, schema: { type: integer } }',
    '  responses:',
    '    Pet:',
    '      description: A pet',
    '      content:',
    '        application/json:',
    '          schema: { type: object, properties: { name: { type: string, example: Rex } }, required: [name] }',
    '  schemas: {}',
  ].join('\n')

  test("a document other than OpenAI's is compiled with its components resolved", async () => {
    const files = await compileFiles(
      { document: { text, sha256: sha256(text), origin: 'pets.yaml', pinned: false } },
      '',
    )
    expect(files['catalogue.js']).toContain('"id": "get /pets/{id}"')
    expect(files['catalogue.js']).toContain('"/api/v2"')
    expect(files['catalogue.js']).toContain('"/v1"')
    expect(files['catalogue.js']).toContain('Rex')
    expect(files['diagnostics.txt']).toContain('selects nothing in this document')
  })
})
