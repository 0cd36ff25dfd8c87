import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach } from 'vitest'
import { createApp } from '../../src/app.ts'
import { bodyFilesIn } from '../../src/patches/sources/body-files.ts'
import { filePatches } from '../../src/patches/sources/files.ts'

/** A mock that reads its patches from a temporary folder. */
export interface PatchFolder {
  app: ReturnType<typeof createApp>
  /** The parent of the patches folder, outside of which no file may be read. */
  root: string
  folder: string
  /** Stores a patch document as JSON. */
  writeDocument: (namespace: string, document: object) => void
  post: (path: string, body: object) => Promise<Response>
  requestChat: (namespace?: string) => Promise<Response>
}

/** Creates the folder for the tests of one file. It is emptied before each test and removed after the last. */
export function usePatchFolder(): PatchFolder {
  const root = mkdtempSync(join(tmpdir(), 'patches-'))
  const folder = join(root, 'patches')
  const app = createApp({
    patches: (context) => filePatches(folder, context),
    files: bodyFilesIn(folder),
  })

  beforeEach(() => {
    rmSync(folder, { recursive: true, force: true })
    mkdirSync(folder)
  })

  afterAll(() => {
    rmSync(root, { recursive: true })
  })

  const post = async (path: string, body: object): Promise<Response> => {
    const headers = { authorization: 'Bearer sk-test', 'content-type': 'application/json' }
    return app.request(path, { method: 'POST', headers, body: JSON.stringify(body) })
  }
  return {
    app,
    root,
    folder,
    post,
    writeDocument: (namespace, document) =>
      writeFileSync(join(folder, `${namespace}.json`), JSON.stringify(document)),
    requestChat: (namespace = 'default') =>
      post(`/@${namespace}/v1/chat/completions`, {
        model: 'm',
        messages: [{ role: 'user', content: 'Hello!' }],
      }),
  }
}
