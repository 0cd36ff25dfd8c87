import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { execFile } from 'node:child_process'
import { join, resolve } from 'node:path'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isSdkOnly } from '../support/sdk-only.ts'
import { type RunningServer, startServer } from '../support/server.ts'

const project = resolve(import.meta.dirname, '../..')
const readme = readFileSync(resolve(project, 'README.md'), 'utf8')
const shell = promisify(execFile)

/** Every curl command of these pages that is followed by its response. */
const examples = ['README.md', 'docs/running.md', 'docs/errors.md'].flatMap((page) =>
  [
    ...readFileSync(resolve(project, page), 'utf8').matchAll(
      /```sh\n(curl [^`]*)```\n\n```json\n([^`]*)```/g,
    ),
  ].map(([, command = '', answer = '']) => ({ page, command, answer })),
)

let server: RunningServer

beforeAll(async () => {
  server = await startServer()
})

afterAll(async () => {
  await server.stop()
})

async function run(command: string): Promise<unknown> {
  const { stdout } = await shell('bash', ['-c', command.replace('http://localhost:4010', server.url)])
  return parseWithoutTime(stdout)
}

/** Parses JSON with `created` set to 0, because the time differs from the page. */
function parseWithoutTime(json: string): unknown {
  return JSON.parse(json.replace(/"created": ?\d+/, '"created": 0'))
}

const answers = readFileSync(resolve(project, 'docs/responses.md'), 'utf8')
const [, allOperations = ''] = /\n## All operations\n([^]*?)\n## /.exec(answers) ?? []
const streaming = readFileSync(resolve(project, 'docs/streaming.md'), 'utf8')
const commands = [...(allOperations + streaming).matchAll(/```sh\n(curl [^`]*)```/g)].map(
  ([, command = '']) => command,
)

describe('docs/responses.md on all operations, and docs/streaming.md', () => {
  test.each(commands)(
    'the command in docs/responses.md or docs/streaming.md succeeds:\n%s',
    async (command) => {
      const local = command.replace('http://localhost:4010', server.url).replace('curl ', 'curl --fail ')
      const { stdout } = await shell('bash', ['-c', local])
      expect(stdout.length).toBeGreaterThan(0)
    },
  )
})

describe('README.md', () => {
  test('README.md shows at least three responses', () => {
    expect(examples.filter(({ page }) => page === 'README.md').length).toBeGreaterThanOrEqual(3)
  })

  test.for(examples)('$page shows the real response of\n$command', async ({ command, answer }, { skip }) => {
    skip(
      isSdkOnly && answer.includes('"id"'),
      'the response has another id if the catalogue is compiled from the SDK alone',
    )
    expect(await run(command)).toEqual(parseWithoutTime(answer))
  })

  test('the patch document in README.md has the documented effect', async () => {
    const [, document = ''] = /```json patches\/default\.json\n([^`]*)```/.exec(readme) ?? []
    await writeFile(join(server.patchesFolder, 'default.json'), document)
    const chat = examples.find(({ answer }) => answer.includes('"chat.completion"'))
    expect(await run(chat?.command ?? '')).toMatchObject({
      choices: [{ message: { content: 'Hello World!!' } }],
    })
  })

  test('README.md names only existing files and scripts', () => {
    const { scripts }: { scripts: Record<string, string> } = JSON.parse(
      readFileSync(resolve(project, 'package.json'), 'utf8'),
    )
    const named = [...readme.matchAll(/npm run ([\w:]+)/g)].map(([, name = '']) => name)
    expect(Object.keys(scripts)).toEqual(expect.arrayContaining(named))
    for (const [, path = ''] of readme.matchAll(/`((?:src|spec|test)\/[\w./-]+\.(?:ts|yaml|json))`/g)) {
      if (path !== 'spec/openapi.yaml') {
        expect(() => readFileSync(resolve(project, path)), path).not.toThrow()
      }
    }
  })
})
