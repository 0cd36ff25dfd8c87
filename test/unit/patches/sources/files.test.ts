import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { usePatchFolder } from '../../../support/patch-folder.ts'

const { folder, requestChat } = usePatchFolder()

describe('YAML alias bombs', () => {
  /** Each list contains the previous list ten times. */
  const tenfold = (first: string, levels: number) => {
    const names = Array.from({ length: levels }, (_, at) => `a${at}`)
    const lists = names.map(
      (name, at) =>
        `${name}: &${name} [${Array.from({ length: 10 }, () => (at === 0 ? first : `*a${at - 1}`)).join(', ')}]`,
    )
    return lists.map((line) => `      ${line}\n`).join('')
  }
  const documentOf = (body: string) => `patches:\n  - operation: createChatCompletion\n    body:\n${body}`

  test.each([
    ['a body that expands to many values', documentOf(tenfold('x', 8))],
    [
      'a body that expands to long texts',
      documentOf(`      t: &t ${'x'.repeat(100_000)}\n${tenfold('*t', 3)}`),
    ],
    ['a body that contains itself', 'patches:\n  - operation: createChatCompletion\n    body: &a [*a, *a]\n'],
    ['a patch list that contains itself', 'patches: &a [*a, *a]\n'],
  ])('%s is ignored with a warning', async (_, text) => {
    writeFileSync(join(folder, 'default.yaml'), text)
    const response = await requestChat()
    expect(response.status).toBe(200)
    expect(response.headers.get('x-mock-warning')).toContain('/patches/0 and later patches were not checked')
    expect(await response.text()).toContain('chat.completion')
  })
})
