import { describe, expect, test } from 'vitest'
import { sha256 } from '../../../compiler/source/fetch-document.ts'
import { compileFiles } from '../../../compiler/compile-files.ts'

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
