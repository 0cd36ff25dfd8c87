import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import OpenAI from 'openai'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Patch, PatchDocument } from '../../src/patches/document/types.ts'
import { type RunningServer, startServer } from '../support/server.ts'

const project = resolve(import.meta.dirname, '../..')
const page = readFileSync(resolve(project, 'docs/faults.md'), 'utf8')

/** Every JSON block of the page: a patch or a whole document. */
const examples = [...page.matchAll(/```json\n([^`]*)```/g)].map(([, text = '']) => ({
  text,
  patches: toPatches(JSON.parse(text)),
}))

/** Every row of the page's table. */
const rows = [...page.matchAll(/^\| `(\{.*\})` +\| (.*?) +\|$/gm)].map(([, fault = '', outcome = '']) => ({
  fault,
  outcome,
}))

const messages = [{ role: 'user' as const, content: 'Hello!' }]

let server: RunningServer

beforeAll(async () => {
  server = await startServer()
})

afterAll(async () => {
  await server.stop()
})

function toPatches(example: Patch | PatchDocument): Patch[] {
  return 'patches' in example ? example.patches : [example]
}

async function store(patches: Patch[]): Promise<void> {
  await writeFile(join(server.patchesFolder, 'default.json'), JSON.stringify({ patches }))
}

/** Names of the faults that a patch may inject, as in `x-mock-faults`. */
function faultNames({ fault = {} }: Patch): string[] {
  return [fault]
    .flat()
    .flatMap(({ probability: _, seed: __, stream = {}, ...kinds }) => [
      ...Object.keys(kinds),
      ...Object.keys(stream).map((name) => `stream.${name}`),
    ])
}

/** Returns the members of a type, without deprecated ones. */
function schemaMembers(type: string): string[] {
  const schema: {
    definitions: Record<string, { properties: Record<string, { deprecated?: boolean }> }>
  } = JSON.parse(readFileSync(resolve(project, 'src/generated/patch-document.schema.json'), 'utf8'))
  return Object.entries(schema.definitions[type]?.properties ?? {}).flatMap(([name, { deprecated }]) =>
    deprecated === true ? [] : [name],
  )
}

describe('docs/faults.md', () => {
  test('docs/faults.md has an example of every fault', () => {
    const shown = new Set(examples.flatMap(({ patches }) => patches.flatMap(faultNames)))
    const kinds = schemaMembers('Fault').filter((name) => !['probability', 'seed', 'stream'].includes(name))
    const all = [...kinds, ...schemaMembers('StreamFault').map((name) => `stream.${name}`)]
    expect([...shown].toSorted()).toEqual(all.toSorted())
  })

  test.each(examples)(
    'the example in docs/faults.md has the documented effect:\n$text',
    async ({ patches }) => {
      await store(patches)
      const [names = []] = patches.map(faultNames)
      const stream = names.some((name) => name.startsWith('stream.'))
      const body = JSON.stringify({ model: 'gpt-5.4-mini', messages, stream })
      const answering = fetch(`${server.url}/v1/chat/completions`, {
        method: 'POST',
        headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
        body,
      })
      if (names[0] === 'connection' && names.length === 1) {
        await expect(answering).rejects.toThrow('fetch failed')
        return
      }
      const response = await answering
      await response.text().catch(() => '')
      expect(response.headers.get('x-mock-warning')).toBeNull()
      const met = response.headers.get('x-mock-faults')?.split(', ') ?? []
      const isDrawn = patches.some(({ fault }) => JSON.stringify(fault).includes('probability'))
      expect(met.toSorted()).toEqual(isDrawn && met.length === 0 ? [] : names.toSorted())
    },
  )

  test.each(rows)(
    'the SDK handles the fault $fault as in docs/faults.md: $outcome',
    async ({ fault, outcome }) => {
      await store([{ fault: JSON.parse(fault) }])
      expect(await sdkOutcome(fault)).toBe(outcome)
    },
  )

  test('docs/faults.md documents the SDK outcome of more than a dozen faults', () => {
    expect(rows.length).toBeGreaterThan(12)
  })
})

async function sdkOutcome(fault: string): Promise<string> {
  const client = new OpenAI({
    apiKey: 'sk-test',
    baseURL: `${server.url}/v1`,
    maxRetries: 0,
    timeout: 500,
    logLevel: 'off',
  })
  let events = 0
  const isStream = fault.includes('"stream"')
  try {
    if (!isStream) {
      const answer: unknown = await client.chat.completions.create({ model: 'm', messages })
      return RESPONSE_DESCRIPTIONS[typeof answer] ?? typeof answer
    }
    for await (const _ of await client.chat.completions.create({ model: 'm', messages, stream: true })) {
      events += 1
    }
    return `${events} events, no error`
  } catch (error) {
    const name = error instanceof Error ? error.constructor.name : typeof error
    return isStream ? `${events} events, then \`${name}\`` : `\`${name}\``
  }
}

const RESPONSE_DESCRIPTIONS: Record<string, string> = {
  object: 'the response',
  string: 'a string',
  undefined: '`undefined`',
}
