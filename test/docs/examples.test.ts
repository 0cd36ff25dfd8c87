import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { documentationPages } from '../support/docs/blocks.ts'
import { DocsSandbox } from '../support/docs/sandbox.ts'
import { docsExamples, runExample } from '../support/docs-examples.ts'

/** The number of examples of each page that has any, so that none is lost with a typing error. */
const EXAMPLE_COUNTS: Readonly<Record<string, number>> = {
  'README.md': 8,
  'docs/control-api.md': 9,
  'docs/docker.md': 8,
  'docs/errors.md': 3,
  'docs/faults.md': 30,
  'docs/frameworks.md': 4,
  'docs/migrating.md': 5,
  'docs/patches.md': 17,
  'docs/patches/README.md': 2,
  'docs/realtime.md': 2,
  'docs/responses.md': 8,
  'docs/running.md': 4,
  'docs/service-rules.md': 4,
  'docs/state.md': 3,
  'docs/streaming.md': 1,
  'docs/verify.md': 5,
}

let sandbox: DocsSandbox

beforeAll(async () => {
  sandbox = await DocsSandbox.create()
})

afterAll(async () => {
  await sandbox.stop()
})

async function withServer(env: string, use: (sandbox: DocsSandbox) => Promise<void>): Promise<void> {
  const [name = '', value = ''] = env.split('=')
  const other = await DocsSandbox.create({ [name]: value })
  try {
    await use(other)
  } finally {
    await other.stop()
  }
}

// In the order of the page: later examples read what earlier ones stored.
describe.each(documentationPages())('%s', (page) => {
  const examples = docsExamples(page)
  beforeAll(() => sandbox.reset())

  test(`${page} has the expected number of examples`, () => {
    expect(examples).toHaveLength(EXAMPLE_COUNTS[page] ?? 0)
  })

  test.for(examples)('the example works: $name', async (example, context) => {
    const { env } = example.block.options
    const run = (target: DocsSandbox) => runExample(example, target, context.skip)
    await (env === undefined ? run(sandbox) : withServer(env, run))
  })
})

describe('fenced blocks', () => {
  test.each([
    ['a block without an action', '```sh\ncurl http://localhost:4010\n```\n', 'unknown block `sh`'],
    ['a block with an unknown action', '```json answer\n{}\n```\n', 'unknown block `json answer`'],
    ['a skipped block without a reason', '```sh skip\nnpm ci\n```\n', 'unknown block `sh skip`'],
    ['a response without a request', '```json response\n{}\n```\n', 'no example before it'],
    ['a block that is not closed', '```sh run\necho\n', 'is not closed'],
  ])('%s is an error', (_, markdown, message) => {
    expect(() => docsExamples('page.md', markdown)).toThrow(message)
  })

  test.each([
    ['a command fails', '```sh run\nfalse\n```\n'],
    ['a response differs', '```sh run\necho "{}"\n```\n\n```json response\n{ "a": 1 }\n```\n'],
    ['a request fails', '```sh run\ncurl http://localhost:4010/v1/unknown\n```\n'],
    ['a patch has an issue', '```json patch\n{ "staus": 429 }\n```\n'],
    [
      'a fault is not injected',
      '```json fault\n{ "operation": "listModels", "fault": { "delay": 1 } }\n```\n',
    ],
    ['an exchange differs', '```json patch\n{ "reply": "a" }\n```\n\n```text exchanges\n"Hi" -> "b"\n```\n'],
    ['TypeScript has a type error', '```ts run\nconst a: string = 1\n```\n'],
    ['a port is wrong', '```sh docker\ndocker run -p 80:80 ghcr.io/OWNER/openai-edge-mock\n```\n'],
  ])('an example fails if %s', async (_, markdown) => {
    const run = async () => {
      for (const example of docsExamples('page.md', markdown)) {
        await runExample(example, sandbox, () => {})
      }
    }
    await expect(run()).rejects.toThrow()
  })
})
