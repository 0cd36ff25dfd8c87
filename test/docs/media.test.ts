import { execFile } from 'node:child_process'
import { mkdtempSync, readFileSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningServer, startServer } from '../support/server.ts'

const page = readFileSync(resolve(import.meta.dirname, '../../docs/responses.md'), 'utf8')
const [, section = ''] = /\n## Images, audio, video and files\n(.*?)(?=\n## |$(?![^]))/s.exec(page) ?? []
const commands = [...section.matchAll(/```sh\n([^`]*)```/g)].map(([, command = '']) => command)

let server: RunningServer
const folder = mkdtempSync(join(tmpdir(), 'media-docs-'))

beforeAll(async () => {
  server = await startServer()
})

afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})

describe('docs/responses.md on media', () => {
  test('the media commands in docs/responses.md download files of the named formats', async () => {
    for (const command of commands) {
      const script = command.replaceAll('http://localhost:4010', server.url)
      await promisify(execFile)('bash', ['-c', script], { cwd: folder })
    }
    const beginning = (name: string) => readFileSync(join(folder, name)).subarray(0, 12).toString('latin1')
    expect(beginning('picture.webp')).toMatch(/^RIFF[^]{4}WEBP$/)
    expect(beginning('hello.opus')).toMatch(/^OggS/)
    expect(beginning('subtitles.vtt')).toMatch(/^WEBVTT\n\n00:/)
    expect(beginning('video.mp4')).toMatch(/^[^]{4}ftypisom$/)
  })
})
