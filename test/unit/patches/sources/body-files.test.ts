import { mkdirSync, rmSync, symlinkSync, truncateSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { usePatchFolder } from '../../../support/patch-folder.ts'

const { root, folder, writeDocument, post, requestChat } = usePatchFolder()

const requestSpeech = () => post('/v1/audio/speech', { model: 'tts-1', voice: 'alloy', input: 'x' })

describe('patch bodies with $file', () => {
  const patch = (file: string) => writeDocument('default', { patches: [{ body: { $file: file } }] })

  test('$file returns the current bytes of the file', async () => {
    patch('sample.mp3')
    for (const bytes of [Uint8Array.of(0xff, 0xfb, 0), Uint8Array.of(0, 1, 2, 3)]) {
      writeFileSync(join(folder, 'sample.mp3'), bytes)
      const response = await requestSpeech()
      expect(response.headers.get('x-mock-warning')).toBeNull()
      expect(new Uint8Array(await response.arrayBuffer())).toEqual(bytes)
    }
  })

  test('$file is parsed as JSON on a JSON endpoint and can be patched further', async () => {
    writeFileSync(join(folder, 'answer.json'), '{"a": 1}')
    writeDocument('default', { patches: [{ body: { $file: 'answer.json' }, merge: { b: '{{ prompt }}' } }] })
    expect(await (await requestChat()).text()).toBe('{"a":1,"b":"Hello!"}')
  })

  test('$file never reads outside the patches folder', async () => {
    writeFileSync(join(root, 'secret'), 'secret')
    symlinkSync(join(root, 'secret'), join(folder, 'link'))
    symlinkSync(root, join(folder, 'up'))
    for (const file of [
      '../secret',
      join(root, 'secret'),
      'link',
      'up/secret',
      'a/../../secret',
      '..',
      '.',
      '',
    ]) {
      patch(file)
      const response = await requestSpeech()
      expect(response.headers.get('x-mock-warning'), file).toMatch(
        /\/patches\/0\/body\/\$file refers to .*(?:outside the patches folder|not a file)/,
      )
      expect(await response.text(), file).not.toContain('secret')
    }
  })

  test('$file is ignored with a warning if it is missing, too large or a folder', async () => {
    for (const [file, reason] of [
      ['nothing.mp3', 'no such file'],
      ['large.mp3', '10000001 bytes; the limit is 10000000'],
      ['folder', 'is not a file'],
      ['a\0b', 'outside the patches folder'],
    ] as const) {
      mkdirSync(join(folder, 'folder'), { recursive: true })
      writeFileSync(join(folder, 'large.mp3'), '')
      truncateSync(join(folder, 'large.mp3'), 10_000_001)
      patch(file)
      const response = await requestSpeech()
      expect(response.status).toBe(200)
      expect(response.headers.get('x-mock-warning')).toContain(reason)
    }
  })

  test('a $file object in a request is not read from disk', async () => {
    writeFileSync(join(folder, 'secret.json'), '{"secret": 1}')
    writeDocument('default', { patches: [{ body: { $value: '$.body.metadata' } }] })
    const response = await post('/v1/chat/completions', {
      model: 'm',
      messages: [{ role: 'user', content: 'x' }],
      metadata: { $file: 'secret.json' },
    })
    expect(await response.text()).toBe('{"$file":"secret.json"}')
  })

  test('a $file that is deleted later is ignored with a warning', async () => {
    patch('sample.mp3')
    writeFileSync(join(folder, 'sample.mp3'), 'x')
    await (await requestSpeech()).arrayBuffer()
    rmSync(join(folder, 'sample.mp3'))
    const response = await requestSpeech()
    expect(response.status).toBe(200)
    expect(response.headers.get('x-mock-warning')).toMatch(/no such file/)
  })
})
