import { describe, expect, test } from 'vitest'
import type { JsonObject } from '../../../../src/web/json/json.ts'
import type { OpenApiDocument } from '../../../../compiler/document/document.ts'
import { propertyOf, schemaOf, sendRequest } from '../../../support/edited-document.ts'

const CHAT: JsonObject = { model: 'gpt-4o-mini', messages: [{ role: 'user', content: 'Hello' }] }

describe('user examples in the document', () => {
  test('a user example on a property is returned for every request', async () => {
    const { body } = await sendRequest(
      (document) => {
        propertyOf(document, 'ChatCompletionResponseMessage', 'content').example = 'Hello World!!'
      },
      ['POST', '/v1/chat/completions', { ...CHAT, n: 2 }],
    )
    expect(body).toMatchObject({
      choices: [{ message: { content: 'Hello World!!' } }, { message: { content: 'Hello World!!' } }],
    })
  })

  test('a user example on a schema is returned wherever the schema is used', async () => {
    const model = { id: 'mine', object: 'model', created: 1, owned_by: 'me' }
    const edit = (document: OpenApiDocument) => {
      schemaOf(document, 'Model').example = model
    }
    expect(await sendRequest(edit, ['GET', '/v1/models/gpt-4o'])).toEqual({ status: 200, body: model })
    const { body } = await sendRequest(edit, ['GET', '/v1/models'])
    const { data } = body as { data: unknown[] }
    expect(data.length).toBeGreaterThan(15)
    expect(data).toEqual(data.map(() => model))
  })

  test('a user example in a union applies to the matching branch', async () => {
    const { body } = await sendRequest(
      (document) => {
        propertyOf(document, 'OutputTextContent', 'text').example = 'Hello World!!'
      },
      ['POST', '/v1/responses', { model: 'gpt-4o', input: 'Hello' }],
    )
    expect(body).toMatchObject({ output: [{ type: 'message', content: [{ text: 'Hello World!!' }] }] })
  })

  test('a user example on an optional property adds the property', async () => {
    const { body } = await sendRequest(
      (document) => {
        const schema = schemaOf(document, 'Model')
        schema.properties = { ...schema.properties, mood: { type: 'string', example: 'calm' } }
      },
      ['GET', '/v1/models/gpt-4o'],
    )
    expect(body).toMatchObject({ mood: 'calm' })
  })

  test('a user example of a response takes precedence over the overlay', async () => {
    const { body } = await sendRequest(
      (document) => {
        const response = document.paths['/videos/{video_id}']?.['delete']?.responses?.['200']
        const content = response?.content?.['application/json']
        if (content !== undefined) {
          content.example = { id: 'video_1', object: 'video.deleted', deleted: false }
        }
      },
      ['DELETE', '/v1/videos/video_1'],
    )
    expect(body).toMatchObject({ deleted: false })
  })

  test('an example from OpenAI does not override request values', async () => {
    const { body } = await sendRequest(() => {}, ['POST', '/v1/chat/completions', CHAT])
    expect(body).toMatchObject({ model: 'gpt-4o-mini-2024-07-18' })
  })
})
