import { rmSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { usePatchFolder } from '../../../support/patch-folder.ts'

const { folder, writeDocument, requestChat } = usePatchFolder()

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
