import { readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import OpenAI from 'openai'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Patch, PatchDocument } from '../../src/patches/document/types.ts'
import { faultNames } from '../support/docs/actions.ts'
import { blocksOf, project, tableRows } from '../support/docs/blocks.ts'
import { type RunningServer, startServer } from '../support/server.ts'

const PAGE = 'docs/faults.md'

/** The patches of every JSON block of the page: a patch or a whole document. */
const patches = blocksOf(PAGE).flatMap(({ text }): Patch[] => {
  const value: Patch | PatchDocument = JSON.parse(text)
  return 'patches' in value ? value.patches : [value]
})

/** The page's table of faults and their outcome in the SDK. */
const rows = tableRows(PAGE).map(([fault = '', outcome = '']) => ({
  fault: fault.replaceAll('`', ''),
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
    const shown = new Set(patches.flatMap(faultNames))
    const kinds = schemaMembers('Fault').filter((name) => !['probability', 'seed', 'stream'].includes(name))
    const all = [...kinds, ...schemaMembers('StreamFault').map((name) => `stream.${name}`)]
    expect([...shown].toSorted()).toEqual(all.toSorted())
  })

  test.each(rows)(
    'the SDK handles the fault $fault as in docs/faults.md: $outcome',
    async ({ fault, outcome }) => {
      const document = { patches: [{ fault: JSON.parse(fault) }] }
      await writeFile(join(server.patchesFolder, 'default.json'), JSON.stringify(document))
      expect(await sdkOutcome(fault, outcome)).toBe(outcome)
    },
  )

  test('docs/faults.md documents the SDK outcome of more than a dozen faults', () => {
    expect(rows.length).toBeGreaterThan(12)
  })
})

/** @returns what the SDK makes of a request with a fault, in the words of the table */
async function sdkOutcome(fault: string, expected: string): Promise<string> {
  const client = new OpenAI({
    apiKey: 'sk-test',
    baseURL: `${server.url}/v1`,
    maxRetries: 0,
    // The documented half second, unless another outcome must not depend on the speed of the machine.
    timeout: expected.includes('Timeout') ? 500 : 10_000,
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
