import { execFileSync, spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import OpenAI, { toFile } from 'openai'
import { describe, expect, test } from 'vitest'
import { createMock } from '../../../../src/index.ts'

const hasPython = spawnSync('python3', ['--version']).status === 0
const mock = createMock()
const client = new OpenAI({ apiKey: 'sk-test', baseURL: 'http://mock.test/v1', fetch: mock.fetch })

describe('files', () => {
  test('files/content returns batch output as JSON lines', async () => {
    const response = await client.files.content('file-abc123')
    const lines = (await response.text()).trimEnd().split('\n')
    expect(lines.map((line): unknown => JSON.parse(line))).toMatchObject([
      { custom_id: 'request-1', response: { status_code: 200, body: { object: 'chat.completion' } } },
      { custom_id: 'request-2', error: null },
    ])
  })

  test.skipIf(!hasPython).each(['/skills/skill_1/content', '/skills/skill_1/versions/1/content'])(
    '%s returns a valid zip archive',
    async (path) => {
      const response = await mock.fetch(`http://mock.test/v1${path}`, {
        headers: { authorization: 'Bearer sk-test' },
      })
      const folder = mkdtempSync(join(tmpdir(), 'skill-'))
      try {
        const archive = join(folder, 'skill.zip')
        writeFileSync(archive, new Uint8Array(await response.arrayBuffer()))
        const script = `import sys, zipfile; z = zipfile.ZipFile(sys.argv[1]); z.testzip(); print(z.read('SKILL.md').decode())`
        expect(execFileSync('python3', ['-c', script, archive]).toString()).toMatch(/^---\nname: /)
      } finally {
        rmSync(folder, { recursive: true })
      }
    },
  )

  test('container files, skills and uploads reflect the uploaded data', async () => {
    const manual = '---\nname: tidy-up\ndescription: Tidies things up.\n---\nBe tidy.\n'
    const inContainer = await client.containers.files.create('cntr_1', {
      file: await toFile(Buffer.from('1,2'), 'a.csv'),
    })
    expect(inContainer).toMatchObject({ path: '/mnt/data/a.csv', bytes: 3, container_id: 'cntr_1' })
    const skill = await client.skills.create({ files: [await toFile(Buffer.from(manual), 'tidy/SKILL.md')] })
    expect(skill).toMatchObject({ name: 'tidy-up', description: 'Tidies things up.' })
    const upload = await client.uploads.create({
      filename: 'rows.jsonl',
      purpose: 'batch',
      bytes: 12,
      mime_type: 'text/jsonl',
    })
    expect(upload).toMatchObject({ filename: 'rows.jsonl', bytes: 12, purpose: 'batch', status: 'pending' })
    expect(upload.expires_at).toBe(upload.created_at + 3600)
  })
})
