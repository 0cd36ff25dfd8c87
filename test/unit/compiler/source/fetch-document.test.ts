import { mkdirSync, mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { beforeEach, describe, expect, test } from 'vitest'
import { fetchDocument, sha256 } from '../../../../compiler/source/fetch-document.ts'
import type { Lock } from '../../../../compiler/source/lock.ts'

const text = 'openapi: 3.1.0\n'
const lock: Lock = {
  repository: 'openai/openai-openapi',
  commit: 'abc',
  date: '2026-01-01',
  file: 'openapi.yaml',
  sha256: sha256(text),
  places: ['spec/openapi.yaml', 'shared/openapi.yaml', 'https://files.test/{repository}/{commit}/{file}'],
}

let projectFolder: string

beforeEach(() => {
  projectFolder = mkdtempSync(join(tmpdir(), 'acquire-'))
  mkdirSync(join(projectFolder, 'spec'))
  mkdirSync(join(projectFolder, 'shared'))
})

const offline = async (): Promise<Response> => {
  throw new Error('no network')
}

describe('fetching the document', () => {
  test('the first available copy of the document is used', async () => {
    writeFileSync(join(projectFolder, 'shared/openapi.yaml'), text)
    const found = await fetchDocument(lock, { projectFolder, fetch: offline })
    expect(found).toEqual({ text, sha256: lock.sha256, origin: 'shared/openapi.yaml', pinned: true })
  })

  test('a downloaded document is saved for the next build', async () => {
    const urls: string[] = []
    const fetch = async (input: string | URL | Request): Promise<Response> => {
      urls.push(input instanceof Request ? input.url : input.toString())
      return new Response(text)
    }
    const found = await fetchDocument(lock, { projectFolder, fetch })
    expect(found.origin).toBe('https://files.test/openai/openai-openapi/abc/openapi.yaml')
    expect(urls).toEqual([found.origin])
    expect(readFileSync(join(projectFolder, 'spec/openapi.yaml'), 'utf8')).toBe(text)
  })

  test('a document with the wrong checksum fails the build with both checksums', async () => {
    writeFileSync(join(projectFolder, 'spec/openapi.yaml'), 'openapi: 3.0.0\n')
    writeFileSync(join(projectFolder, 'shared/openapi.yaml'), text)
    await expect(fetchDocument(lock, { projectFolder, fetch: offline })).rejects.toThrow(
      new RegExp(`spec/openapi.yaml is not the document[^]*${lock.sha256}[^]*${sha256('openapi: 3.0.0\n')}`),
    )
  })

  test('a missing document fails with the locations tried and what to do', async () => {
    const attempt = fetchDocument(lock, {
      projectFolder,
      fetch: async () => new Response('', { status: 503 }),
    })
    await expect(attempt).rejects.toThrow(
      /spec\/openapi\.yaml: no such file\n.*shared\/openapi\.yaml: no such file\n.*HTTP 503\nPut openapi\.yaml/,
    )
  })

  test('OPENAI_SPEC overrides the pinned document', async () => {
    writeFileSync(join(projectFolder, 'other.yaml'), 'openapi: 3.0.0\n')
    const found = await fetchDocument(lock, { projectFolder, override: 'other.yaml', fetch: offline })
    expect(found).toMatchObject({ origin: 'other.yaml', pinned: false, text: 'openapi: 3.0.0\n' })
  })

  test('an unreadable OPENAI_SPEC is named in the error', async () => {
    const attempt = fetchDocument(lock, { projectFolder, override: 'https://files.test/x', fetch: offline })
    await expect(attempt).rejects.toThrow(/cannot read OPENAI_SPEC \(https:\/\/files\.test\/x\).*no network/)
  })
})
