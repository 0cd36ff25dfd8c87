import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningServer, startServer } from '../../support/server.ts'
import { isSdkOnly } from '../../support/sdk-only.ts'

const project = resolve(import.meta.dirname, '../../..')

interface CommandResult {
  code: number
  output: string
  errors: string
}

/** Runs the built command, as the package's bin does. */
function run(args: string[], env: Record<string, string> = {}): Promise<CommandResult> {
  return new Promise((done) => {
    const options = { cwd: project, env: { ...process.env, ...env } }
    const child = execFile(
      process.execPath,
      ['dist/cli.js', 'patches', ...args],
      options,
      (_, output, errors) => done({ code: child.exitCode ?? -1, output, errors }),
    )
  })
}

const document = JSON.stringify({
  patches: [{ name: 'busy', operation: 'listModels', status: 503 }],
})

let folder: string
let server: RunningServer

async function createFile(name: string, text: string): Promise<string> {
  const path = join(folder, name)
  await writeFile(path, text)
  return path
}

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'command-'))
  server = await startServer()
})

afterAll(async () => {
  await server.stop()
  rmSync(folder, { recursive: true })
})

describe('patches command', () => {
  test('patches check validates a document without a server', async () => {
    const path = await createFile('good.json', document)
    const { code, output } = await run(['check', path])
    expect(output).toBe(
      [
        `${path} is valid: 1 patch`,
        '',
        'busy: On listModels: responds with status 503.',
        '  1 operation; patched examples: 1 match the response schema',
        '',
      ].join('\n'),
    )
    expect(code).toBe(0)
  })

  test('patches check warns about an ignored reply and tries a general reply on text operations', async () => {
    const patches = [
      { name: 'silent', operation: 'createEmbedding', reply: 'Hi' },
      { name: 'all', reply: 'Hi' },
    ]
    const { code, output } = await run(['check', await createFile('reply.json', JSON.stringify({ patches }))])
    expect(output).toMatch(
      /silent: .*\n {2}1 operation; patched examples: 1 match .*\n {2}createEmbedding 200: patch "silent": "reply" is ignored/,
    )
    expect(output.match(/"reply" is ignored/g)).toHaveLength(1)
    expect(code).toBe(0)
  })

  test('patches check lists every issue of a document and fails', async () => {
    const path = await createFile(
      'bad.yaml',
      'patches:\n  - staus: 503\n  - operation: listModel\n    status: 503\n',
    )
    const { code, output } = await run(['check', path])
    expect(output).toMatch(/bad\.yaml has 2 issues/)
    expect(output).toMatch(/\/patches\/0\/staus is an unknown field \(did you mean "status"\?\)/)
    expect(output).toMatch(/\/patches\/1\/operation .*listModels/)
    expect(code).toBe(1)
  })

  // Needs the two examples that only the OpenAPI document has.
  test.skipIf(isSdkOnly)(
    'patches check reports a response schema violation and fails with --strict',
    async () => {
      const path = await createFile(
        'misfit.json',
        '{"patches":[{"operation":"listModels","merge":{"data":5}}]}',
      )
      const line = /listModels 200: \/data is invalid: type "number" is invalid.* \(default, default-2\)/
      const plain = await run(['check', path])
      expect([plain.code, plain.output]).toEqual([0, expect.stringMatching(line)])
      const strict = await run(['check', path, '--strict'])
      expect([strict.code, strict.output]).toEqual([1, expect.stringMatching(line)])
    },
  )

  test('patches put, list, get and delete work on a running mock', async () => {
    const path = await createFile('good.json', document)
    const at = ['--url', server.url]
    expect(await run(['put', 'team', path, ...at])).toMatchObject({ code: 0, errors: '' })
    expect(await readFile(join(server.patchesFolder, 'team.json'), 'utf8')).toBe(document)
    expect(await run(['list', ...at])).toMatchObject({ code: 0, output: 'team\n' })
    expect(await run(['get', 'team', ...at])).toMatchObject({ code: 0, output: document })
    const conflict = await run(['put', 'team', path, ...at, '--if-match', '"x"'])
    expect(conflict).toMatchObject({ code: 1, errors: expect.stringMatching(/the document has changed/) })
    expect(await run(['delete', 'team', ...at])).toMatchObject({ code: 0 })
    expect(await run(['get', 'team', ...at])).toMatchObject({
      code: 1,
      errors: "The namespace 'team' has no patch document.\n",
    })
  })

  test('patches put converts YAML to JSON', async () => {
    const path = await createFile(
      'good.yaml',
      'patches:\n  - operation: listModels # all of them\n    status: 503\n',
    )
    expect(await run(['put', 'yaml', path, '--url', server.url])).toMatchObject({ code: 0 })
    expect(JSON.parse(await readFile(join(server.patchesFolder, 'yaml.json'), 'utf8'))).toEqual({
      patches: [{ operation: 'listModels', status: 503 }],
    })
  })

  test('patches put rejects an invalid document and lists every issue', async () => {
    const path = await createFile('bad.json', '{"patches":[{"staus":503},{"status":1}]}')
    const { code, errors } = await run(['put', 'bad', path, '--url', server.url])
    expect(code).toBe(1)
    expect(errors).toMatch(
      /\/patches\/0\/staus {2}is an unknown field \(did you mean "status"\?\)\n {2}\/patches\/1\/status/,
    )
  })

  test('patches put replaces $file with the content as JSON, text or base64', async () => {
    await createFile('speech.mp3', 'sound')
    await createFile('models.json', '{ "object": "list", "data": [] }')
    await createFile('lines.srt', '1')
    const patches = [
      { operation: 'createSpeech', body: { $file: 'speech.mp3' } },
      { operation: 'listModels', body: { $file: 'models.json' } },
      { operation: 'createTranscription', body: { $file: 'lines.srt' } },
    ]
    const path = await createFile('files.json', JSON.stringify({ patches }))
    expect(await run(['check', path])).toMatchObject({ code: 0 })
    expect(await run(['put', 'files', path, '--url', server.url])).toMatchObject({ code: 0 })
    expect(JSON.parse(await readFile(join(server.patchesFolder, 'files.json'), 'utf8'))).toEqual({
      patches: [
        { operation: 'createSpeech', body: btoa('sound') },
        { operation: 'listModels', body: { object: 'list', data: [] } },
        { operation: 'createTranscription', body: '1' },
      ],
    })
  })

  test('patches check and patches put name a missing $file', async () => {
    const path = await createFile(
      'lost.json',
      '{"patches":[{"operation":"createSpeech","body":{"$file":"lost.mp3"}}]}',
    )
    const checked = await run(['check', path])
    expect(checked).toMatchObject({
      code: 1,
      output: expect.stringMatching(/\/patches\/0\/body\/\$file .*lost\.mp3/),
    })
    const put = await run(['put', 'files', path, '--url', server.url])
    expect(put).toMatchObject({ code: 1, errors: expect.stringMatching(/lost\.json refers to "lost\.mp3"/) })
  })

  test('patches check --remote rejects a connection fault that Workers cannot inject', async () => {
    const path = await createFile(
      'reset.json',
      '{"patches":[{"operation":"listModels","fault":{"connection":"reset"}}]}',
    )
    expect(await run(['check', path])).toMatchObject({ code: 0 })
    expect(await run(['check', path, '--remote'])).toMatchObject({
      code: 1,
      output: expect.stringMatching(/\/patches\/0\/fault\/connection /),
    })
  })

  test('patches put sends the token from MOCK_ADMIN_TOKEN', async () => {
    const token = 'admin-0123456789'
    const other = await startServer({ MOCK_ADMIN_TOKEN: token })
    try {
      const path = await createFile('good.json', document)
      const words = ['put', 'team', path, '--url', other.url]
      expect(await run(words, { MOCK_ADMIN_TOKEN: '' })).toMatchObject({
        code: 1,
        errors: expect.stringMatching(/MOCK_ADMIN_TOKEN/),
      })
      expect(await run(words, { MOCK_ADMIN_TOKEN: token })).toMatchObject({ code: 0 })
    } finally {
      await other.stop()
    }
  })

  test('patches check --url checks on a running mock', async () => {
    const path = await createFile('good.json', document)
    expect(await run(['check', path, '--url', server.url])).toMatchObject({ code: 0 })
    expect(await run(['check', path, '--url', 'http://127.0.0.1:9'])).toMatchObject({
      code: 1,
      errors: expect.stringMatching(/^cannot reach http:\/\/127\.0\.0\.1:9 /),
    })
  })

  test('patches reports an error in its arguments and prints the usage', async () => {
    const { code, errors } = await run(['chek'])
    expect(code).toBe(2)
    expect(errors).toContain('unknown command "chek"')
    expect(errors).toContain('put NAMESPACE FILE')
  })

  test('patches prints the usage without arguments', async () => {
    const usage = { code: 0, output: expect.stringContaining('put NAMESPACE FILE') }
    expect(await run([])).toMatchObject(usage)
  })

  test('patches check names a file that cannot be read', async () => {
    const path = await createFile('odd.yaml', 'patches: [')
    expect(await run(['check', join(folder, 'none.json')])).toMatchObject({
      code: 1,
      errors: expect.stringMatching(/none\.json cannot be read/),
    })
    expect(await run(['check', path])).toMatchObject({
      code: 1,
      errors: expect.stringMatching(/odd\.yaml is not YAML/),
    })
  })
})
