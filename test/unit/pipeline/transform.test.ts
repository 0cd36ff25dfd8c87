import { describe, expect, test } from 'vitest'
import { openCatalogue } from '../../../src/catalogue/catalogue.ts'
import type { DocumentInfo } from '../../../src/catalogue/contract.ts'
import { catalogue as compiled } from '../../../src/generated/catalogue.js'
import { createTransform, type TransformAnswer } from '../../../src/pipeline/transform.ts'
import { readCall } from '../../../src/request/call.ts'
import { openRequest } from '../../../src/request/request-context.ts'

const catalogue = openCatalogue(compiled)
const operation = catalogue.operation('createChatCompletion')
const OTHER: DocumentInfo['kind'] = 'other document'

/** Transforms a response to a body that OpenAI's document rejects. */
async function transformed(transform: TransformAnswer): Promise<ReturnType<TransformAnswer>> {
  const request = new Request('http://mock/v1/chat/completions', {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ messages: 5 }),
  })
  const target = { ...operation, path: '/chat/completions', pathParameters: {}, operation }
  const call = await readCall(openRequest(request), { ...target, maxBodyBytes: 1000 })
  const answer = { status: 200, headers: {}, body: { id: 'chatcmpl-1' } }
  return transform(answer, call, { now: 0, preferences: {} })
}

describe('transforms', () => {
  test('a body that only another document accepts leaves the response as mocked, with a warning', async () => {
    const document = { ...catalogue.document, kind: OTHER }
    const { body, warnings } = await transformed(createTransform({ ...catalogue, document }))
    expect(body).toEqual({ id: 'chatcmpl-1' })
    expect(warnings).toEqual([expect.stringContaining('other types than those of OpenAI')])
  })

  test('a body that the pinned document rejects is not expected', async () => {
    await expect(transformed(createTransform(catalogue))).rejects.toThrow(TypeError)
  })
})
