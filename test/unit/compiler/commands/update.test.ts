import { describe, expect, test } from 'vitest'
import { sha256 } from '../../../../compiler/source/fetch-document.ts'
import { readLock } from '../../../../compiler/source/lock.ts'
import { updateLock } from '../../../../compiler/commands/update.ts'

const text = 'openapi: 3.1.0\ninfo: { title: T, version: "1" }\npaths: {}\n'
const commit = 'a'.repeat(40)

function fakeFetch(answers: Record<string, string>): typeof globalThis.fetch {
  return async (input) => {
    const body = answers[input instanceof Request ? input.url : input.toString()]
    return body === undefined ? new Response('', { status: 404 }) : new Response(body)
  }
}

describe('spec:update', () => {
  test('moving the pin records the checksum and date of the commit', async () => {
    const lock = readLock()
    const fetch = fakeFetch({
      [`https://raw.githubusercontent.com/openai/openai-openapi/${commit}/openapi.yaml`]: text,
      [`https://api.github.com/repos/openai/openai-openapi/commits/${commit}`]: JSON.stringify({
        commit: { committer: { date: '2026-11-20T10:00:00Z' } },
      }),
    })
    const { lock: moved } = await updateLock(lock, commit, { fetch })
    expect(moved).toEqual({ ...lock, commit, date: '2026-11-20', sha256: sha256(text) })
  })

  test('moving the pin fails for an unknown commit', async () => {
    await expect(updateLock(readLock(), commit, { fetch: fakeFetch({}) })).rejects.toThrow(
      /status 404; check the commit hash/,
    )
  })

  test('moving the pin fails for a file that is not an OpenAPI document', async () => {
    const fetch = fakeFetch({
      [`https://raw.githubusercontent.com/openai/openai-openapi/${commit}/openapi.yaml`]: '<html></html>',
    })
    await expect(updateLock(readLock(), commit, { fetch })).rejects.toThrow(/not an OpenAPI document/)
  })
})
