import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { createMock } from '../../src/index.ts'
import { isRecord } from '../../src/web/json/is-record.ts'

/** Requests that real applications sent, one JSON object per line. The folder is not part of the repository. */
const FOLDER = resolve(import.meta.dirname, '../../../shared/cases/recordings')

/** A recorded request. */
interface Recording {
  method: string
  path: string
  headers: Record<string, string>
  body: string | undefined
}

/** Requests that the service refuses, too: a role that does not exist. */
const INVALID_BODY = /"role":"wizard"/

const mock = createMock()

function recordingsOf(file: string): Recording[] {
  const lines = readFileSync(resolve(FOLDER, file), 'utf8').trim().split('\n')
  return lines.flatMap((line) => {
    const entry: unknown = JSON.parse(line)
    if (!isRecord(entry) || INVALID_BODY.test(String(entry['body']))) {
      return []
    }
    const { method, path, headers, body } = entry
    const texts = Object.entries(isRecord(headers) ? headers : {}).map(([name, value]) => [
      name,
      String(value),
    ])
    return [
      {
        method: String(method),
        path: String(path),
        headers: Object.fromEntries(texts),
        body: typeof body === 'string' && method !== 'GET' ? body : undefined,
      },
    ]
  })
}

async function replay({ method, path, headers, body }: Recording): Promise<{ status: number; text: string }> {
  const request = new Request(`http://mock.test${path}`, {
    method,
    headers: { ...headers, authorization: 'Bearer key' },
    body: body ?? null,
  })
  const response = await mock.fetch(request)
  return { status: response.status, text: await response.text() }
}

const files = existsSync(FOLDER) ? readdirSync(FOLDER).filter((file) => file.endsWith('.jsonl')) : []

describe.skipIf(files.length === 0)('recorded requests of applications', () => {
  test.each(files)('every request in %s is answered with a success', async (file) => {
    for (const [index, recording] of recordingsOf(file).entries()) {
      const { status, text } = await replay(recording)
      expect(
        status,
        `${recording.method} ${recording.path} (line ${index + 1}): ${text.slice(0, 300)}`,
      ).toBeLessThan(300)
    }
  })
})
