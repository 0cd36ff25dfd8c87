import { describe, expect, test } from 'vitest'
import { createMock } from '../../src/index.ts'
import { normalizedDocument } from '../support/document.ts'
import { freshNamespace } from '../support/fresh-namespace.ts'
import { operationCalls } from '../support/operation-calls.ts'
import { toRequest } from '../support/operation-call.ts'

const calls = operationCalls(normalizedDocument())
const plainMock = createMock()
const replyMock = createMock({
  patches: {
    patches: [
      // Retrieved runs show the tool calls.
      {
        reply: { content: 'Zebras are striped.', toolCalls: [{ name: 'paint', arguments: { stripes: 9 } }] },
      },
    ],
  },
})

describe('reply on every operation', () => {
  test.each(calls.map((call) => [call.id, call] as const))(
    '%s either applies the reply or warns that it is ignored',
    async (_, call) => {
      const headers = { 'x-mock-clock': '1741569952', ...freshNamespace() }
      const ask = async (mock: typeof plainMock) => {
        const response = await mock.fetch(toRequest(call, 'http://mock.test', headers))
        return { text: await response.text(), warning: response.headers.get('x-mock-warning') }
      }
      const [before, after] = [await ask(plainMock), await ask(replyMock)]
      const isSilent = after.warning?.includes('"reply" is ignored because') ?? false
      expect(isSilent).toBe(before.text === after.text)
    },
  )
})
