import { describe, expect, test } from 'vitest'
import type { CatalogueData } from '../../../src/catalogue/contract.ts'
import { catalogue } from '../../../src/generated/catalogue.js'
import { requestValidators as validators } from '../../../src/generated/request-validators.js'
import type { OpenApiDocument } from '../../../compiler/document/document.ts'
import { recompile } from '../../../compiler/recompile.ts'
import { isSdkOnly } from '../../support/sdk-only.ts'
import {
  baseline,
  original,
  propertyOf,
  recompileAfter,
  schemaOf,
  sendRequest,
} from '../../support/edited-document.ts'

describe('recompiling an edited document', () => {
  test('reformatting the document changes no operation', async () => {
    const { changes, ...compiled } = await recompileAfter(() => {})
    expect(changes.operations.size + changes.removed).toBe(0)
    const { document: _, ...rest } = compiled.catalogue
    const { document: __, ...baked } = catalogue
    expect(rest).toEqual(baked)
    expect(compiled.validators).toEqual(validators)
  })

  test('recompiling every operation gives the same result as the build', async () => {
    const nothing: CatalogueData = { ...catalogue, routes: [], operations: [], responses: [], schemas: {} }
    const acquired = { text: JSON.stringify(original), sha256: '', origin: 'other.yaml', pinned: false }
    const { document } = baseline
    // The baseline keeps its schemas; otherwise all their examples would count as user examples.
    const empty = {
      ...baseline,
      document: { ...document, components: { ...document.components, securitySchemes: {} } },
    }
    const compiled = await recompile(acquired, { catalogue: nothing, validators: {}, baseline: empty })
    expect(compiled.changes.operations.size).toBe(catalogue.routes.length)
    expect(compiled.catalogue.routes).toEqual(catalogue.routes)
    const schemas = Object.entries(compiled.catalogue.schemas)
    expect(schemas.filter(([name, text]) => text !== catalogue.schemas[name])).toEqual([])
    const [anew, baked] = [inlineResponses(compiled.catalogue), inlineResponses(catalogue)]
    expect(anew.filter((text, index) => text !== baked[index])).toEqual([])
  })

  // The SDK's type of a stored message repeats the message's properties.
  test.skipIf(isSdkOnly)('an edit recompiles only the operations that reach it', async () => {
    const { changes } = await recompileAfter((document) => {
      propertyOf(document, 'ChatCompletionResponseMessage', 'content').example = 'Hello World!!'
    })
    expect([...changes.operations].toSorted()).toEqual([
      'createChatCompletion',
      'getChatCompletion',
      'getChatCompletionMessages',
      'listChatCompletions',
      'updateChatCompletion',
    ])
    expect(changes.requests.size).toBe(0)
  })

  test('an edit can add and remove operations', async () => {
    const edit = (document: OpenApiDocument) => {
      delete document.paths['/models']
      document.paths['/weather'] = {
        get: {
          responses: {
            '200': {
              content: { 'application/json': { schema: { type: 'object', example: { sky: 'blue' } } } },
            },
          },
        },
      }
    }
    expect(await sendRequest(edit, ['GET', '/v1/weather'])).toEqual({ status: 200, body: { sky: 'blue' } })
    expect((await sendRequest(edit, ['GET', '/v1/models'])).status).toBe(404)
    expect((await recompileAfter(edit)).changes.removed).toBe(1)
  })

  test('requests to an edited document are validated against its schemas', async () => {
    const { status, body } = await sendRequest(
      (document) => {
        schemaOf(document, 'CreateModerationRequest').required = ['input', 'reason']
      },
      ['POST', '/v1/moderations', { input: 'Hello' }],
    )
    expect(status).toBe(400)
    expect(body).toMatchObject({ error: { param: 'reason' } })
  })

  test('an edit that requires a response property fills it in', async () => {
    const { body } = await sendRequest(
      (document) => {
        const schema = schemaOf(document, 'Model')
        schema.required = [...(schema.required ?? []), 'mood']
        schema.properties = { ...schema.properties, mood: { type: 'string', enum: ['calm'] } }
      },
      ['GET', '/v1/models/gpt-4o'],
    )
    expect(body).toMatchObject({ id: 'gpt-4o', mood: 'calm' })
  })

  test.each(['constructor', 'toString', '__proto__'])(
    'an operation with the id %s is served like any other',
    async (operationId) => {
      const { status, body } = await sendRequest(
        (document) => {
          Object.assign(document.paths['/models']?.['get'] ?? {}, { operationId })
        },
        ['GET', '/v1/models'],
      )
      expect(status).toBe(200)
      expect(body).toMatchObject({ object: 'list' })
    },
  )

  test('the second operation with a duplicate id is named by method and path', async () => {
    const { catalogue: compiled, warnings } = await recompileAfter((document) => {
      document.paths['/models-copy'] = structuredClone(document.paths['/models'] ?? {})
    })
    expect(compiled.routes.map(({ id }) => id)).toContain('get /models-copy')
    expect(warnings).toContain(
      'duplicate operationId listModels; this operation is named "get /models-copy" instead',
    )
  })

  test('recompiling names an unresolvable reference in the error', async () => {
    const edited = recompileAfter((document) => {
      delete document.components?.schemas?.['Model']
    })
    await expect(edited).rejects.toThrow('cannot resolve #/components/schemas/Model')
  })

  test('recompiling describes an invalid schema in the error', async () => {
    const edited = recompileAfter((document) => {
      propertyOf(document, 'CreateModerationRequest', 'model').type = 'text'
    })
    await expect(edited).rejects.toThrow(/cannot compile a schema of the document: .*text/)
  })
})

/** Operations as text with their responses inlined, because two builds may number responses differently. */
function inlineResponses({ operations, responses }: CatalogueData): string[] {
  return operations.map((text) => {
    const stored = JSON.parse(text) as { responses: number[] }
    return JSON.stringify({ ...stored, responses: stored.responses.map((at) => responses[at]) })
  })
}
