import { execFile } from 'node:child_process'
import { mkdtempSync, rmSync } from 'node:fs'
import { readFile, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type RunningServer, startServer } from '../support/server.ts'
import { isSdkAlone } from '../support/sdk-alone.ts'

const project = resolve(import.meta.dirname, '../..')

interface Ran {
  code: number
  output: string
  errors: string
}

/** Runs what `npm run build` made of the command, as the bin does. */
function run(words: string[], env: Record<string, string> = {}): Promise<Ran> {
  return new Promise((done) => {
    const options = { cwd: project, env: { ...process.env, ...env } }
    const child = execFile(process.execPath, ['dist/patches.js', ...words], options, (_, output, errors) =>
      done({ code: child.exitCode ?? -1, output, errors }),
    )
  })
}

const document = JSON.stringify({
  patches: [{ name: 'busy', operation: 'listModels', status: 503 }],
})

let folder: string
let server: RunningServer

async function file(name: string, text: string): Promise<string> {
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

describe('the command for patches', () => {
  test('checks a document without a server', async () => {
    const path = await file('good.json', document)
    const { code, output } = await run(['check', path])
    expect(output).toBe(
      [
        `${path} is valid: 1 patch`,
        '',
        'busy: On listModels: answers with status 503.',
        '  for 1 operation; 1 of their examples fit the response schema when patched',
        '',
      ].join('\n'),
    )
    expect(code).toBe(0)
  })

  test('says where a reply is not said, and tries a reply for all operations where somebody speaks', async () => {
    const patches = [
      { name: 'silent', operation: 'createEmbedding', reply: 'Hi' },
      { name: 'all', reply: 'Hi' },
    ]
    const { code, output } = await run(['check', await file('reply.json', JSON.stringify({ patches }))])
    expect(output).toMatch(
      /silent: .*\n {2}for 1 operation; 1 of their examples fit .*\n {2}createEmbedding 200: the reply of "silent" is not said/,
    )
    expect(output.match(/is not said/g)).toHaveLength(1)
    expect(code).toBe(0)
  })

  test('lists every fault of a document, and fails', async () => {
    const path = await file(
      'bad.yaml',
      'patches:\n  - staus: 503\n  - operation: listModel\n    status: 503\n',
    )
    const { code, output } = await run(['check', path])
    expect(output).toMatch(/bad\.yaml has 2 faults/)
    expect(output).toMatch(/\/patches\/0\/staus is an unknown field \(did you mean "status"\?\)/)
    expect(output).toMatch(/\/patches\/1\/operation .*listModels/)
    expect(code).toBe(1)
  })

  // It is told by the two examples that the document has.
  test.skipIf(isSdkAlone)(
    'tells what does not fit a response schema, which fails when asked to be strict',
    async () => {
      const path = await file('misfit.json', '{"patches":[{"operation":"listModels","merge":{"data":5}}]}')
      const line = /listModels 200: \/data does not fit: type "number" is invalid.* \(default, default-2\)/
      const plain = await run(['check', path])
      expect([plain.code, plain.output]).toEqual([0, expect.stringMatching(line)])
      const strict = await run(['check', path, '--strict'])
      expect([strict.code, strict.output]).toEqual([1, expect.stringMatching(line)])
    },
  )

  test('puts, lists, gets and deletes documents of a running mock', async () => {
    const path = await file('good.json', document)
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

  test('puts a document in YAML as JSON', async () => {
    const path = await file(
      'good.yaml',
      'patches:\n  - operation: listModels # all of them\n    status: 503\n',
    )
    expect(await run(['put', 'yaml', path, '--url', server.url])).toMatchObject({ code: 0 })
    expect(JSON.parse(await readFile(join(server.patchesFolder, 'yaml.json'), 'utf8'))).toEqual({
      patches: [{ operation: 'listModels', status: 503 }],
    })
  })

  test('puts no document with faults, and tells all of them', async () => {
    const path = await file('bad.json', '{"patches":[{"staus":503},{"status":1}]}')
    const { code, errors } = await run(['put', 'bad', path, '--url', server.url])
    expect(code).toBe(1)
    expect(errors).toMatch(
      /\/patches\/0\/staus {2}is an unknown field \(did you mean "status"\?\)\n {2}\/patches\/1\/status/,
    )
  })

  test('puts the content of a file in its place, JSON and text as such', async () => {
    await file('speech.mp3', 'sound')
    await file('models.json', '{ "object": "list", "data": [] }')
    await file('lines.srt', '1')
    const patches = [
      { operation: 'createSpeech', body: { $file: 'speech.mp3' } },
      { operation: 'listModels', body: { $file: 'models.json' } },
      { operation: 'createTranscription', body: { $file: 'lines.srt' } },
    ]
    const path = await file('files.json', JSON.stringify({ patches }))
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

  test('says which file of a body is not there', async () => {
    const path = await file(
      'lost.json',
      '{"patches":[{"operation":"createSpeech","body":{"$file":"lost.mp3"}}]}',
    )
    const checked = await run(['check', path])
    expect(checked).toMatchObject({
      code: 1,
      output: expect.stringMatching(/\/patches\/0\/body\/\$file .*lost\.mp3/),
    })
    const put = await run(['put', 'files', path, '--url', server.url])
    expect(put).toMatchObject({ code: 1, errors: expect.stringMatching(/lost\.json names "lost\.mp3"/) })
  })

  test('checks by what the place can do: Node ends connections, Workers cannot', async () => {
    const path = await file(
      'reset.json',
      '{"patches":[{"operation":"listModels","fault":{"connection":"reset"}}]}',
    )
    expect(await run(['check', path])).toMatchObject({ code: 0 })
    expect(await run(['check', path, '--remote'])).toMatchObject({
      code: 1,
      output: expect.stringMatching(/\/patches\/0\/fault\/connection /),
    })
  })

  test('sends the token of MOCK_ADMIN_TOKEN', async () => {
    const token = 'admin-0123456789'
    const other = await startServer({ MOCK_ADMIN_TOKEN: token })
    try {
      const path = await file('good.json', document)
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

  test('asks a running mock to check, when told its URL', async () => {
    const path = await file('good.json', document)
    expect(await run(['check', path, '--url', server.url])).toMatchObject({ code: 0 })
    expect(await run(['check', path, '--url', 'http://127.0.0.1:9'])).toMatchObject({
      code: 1,
      errors: expect.stringMatching(/^nobody answers at http:\/\/127\.0\.0\.1:9 /),
    })
  })

  test.each([
    ['chek', 'there is no "chek"'],
    ['check', 'check goes like this: check FILE'],
    ['put team', 'put goes like this: put NAMESPACE FILE'],
    ['get ../x', '"../x" is no namespace'],
    ['list --local --remote', 'three different places'],
    ['list --url here', '--url is "here"'],
    ['list --nonsense', "Unknown option '--nonsense'"],
    ['put a b --local --if-match x', '--if-match goes with --url'],
  ])('says what is wrong with "%s", and how it goes', async (words, message) => {
    const { code, errors } = await run(words.split(' '))
    expect(code).toBe(2)
    expect(errors).toContain(message)
    expect(errors).toContain('put NAMESPACE FILE')
  })

  test('tells how it goes', async () => {
    for (const words of [[], ['help'], ['--help'], ['check', '-h']]) {
      expect(await run(words)).toMatchObject({
        code: 0,
        output: expect.stringContaining('put NAMESPACE FILE'),
      })
    }
  })

  test('says which file cannot be read', async () => {
    const path = await file('odd.yaml', 'patches: [')
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
