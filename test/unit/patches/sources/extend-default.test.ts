import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeEach, describe, expect, test } from 'vitest'
import { createApp } from '../../../../src/app.ts'
import { filePatches } from '../../../../src/patches/sources/files.ts'
import { bodyFilesIn } from '../../../../src/patches/sources/body-files.ts'

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

function writeDocument(namespace: string, document: object): void {
  writeFileSync(join(folder, `${namespace}.json`), JSON.stringify(document))
}

function post(path: string, body: object): Promise<Response> {
  const headers = { authorization: 'Bearer sk-test', 'content-type': 'application/json' }
  return Promise.resolve(app.request(path, { method: 'POST', headers, body: JSON.stringify(body) }))
}

const requestChat = (namespace = 'default') =>
  post(`/@${namespace}/v1/chat/completions`, { model: 'm', messages: [{ role: 'user', content: 'Hello!' }] })

const messageContent = async (response: Response): Promise<unknown> =>
  JSON.parse(await response.text()).choices[0].message.content

describe('extends: default', () => {
  const says = (reply: string) => ({ patches: [{ operation: 'createChatCompletion', reply }] })
  const team = (name: string) => ({
    extends: 'default',
    patches: [{ name, operation: 'createChatCompletion', headers: { 'x-team': name }, continue: true }],
  })
  const told = async () => {
    const response = await requestChat('team')
    return [response.headers.get('x-team'), await messageContent(response)]
  }

  test('a namespace that extends default reflects changes to either document', async () => {
    writeDocument('team', team('one'))
    writeDocument('default', says('first'))
    expect(await told()).toEqual(['one', 'first'])
    writeDocument('default', says('second answer'))
    expect(await told()).toEqual(['one', 'second answer'])
    writeDocument('team', team('other'))
    expect(await told()).toEqual(['other', 'second answer'])
    rmSync(join(folder, 'default.json'))
    expect(await told()).toEqual(['other', 'Hello! How can I assist you today?'])
    writeDocument('default', says('back'))
    expect(await told()).toEqual(['other', 'back'])
    writeDocument('team', { patches: [] })
    expect(await told()).toEqual([null, 'Hello! How can I assist you today?'])
  })

  test('a namespace that extends default reports the issues of both documents', async () => {
    writeDocument('team', { extends: 'default', patches: [{ nme: 'x' }] })
    writeDocument('default', { patches: [{ rply: 'x' }] })
    const response = await requestChat('team')
    expect(response.headers.get('x-mock-warning')).toMatch(/team\.json: .*nme.*; default\.json: .*rply/)
  })
})
