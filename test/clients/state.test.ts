import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import OpenAI from 'openai'
import { afterAll, describe } from 'vitest'
import { createApp } from '../../src/app.ts'
import { createMock } from '../../src/index.ts'
import { memoryPatches } from '../../src/patches/sources/memory.ts'
import { localMemory } from '../../src/runtimes/node/state/local-memory.ts'
import { openStores } from '../../src/runtimes/node/state/open-stores.ts'
import { describeTextFlows } from '../support/flows/text-flows.ts'

describe('flows in memory', () => {
  const client = new OpenAI({ apiKey: 'sk-test', maxRetries: 0, fetch: createMock().fetch })
  describeTextFlows(() => ({ client, restart: () => {} }))
})

describe('flows on disk', () => {
  const folder = mkdtempSync(join(tmpdir(), 'mock-state-'))
  let stores = openStores({ settings: {}, folder })
  const app = createApp({
    patches: (context) => memoryPatches({}, context),
    memory: () => localMemory(stores),
  })
  const client = new OpenAI({
    apiKey: 'sk-test',
    maxRetries: 0,
    fetch: async (input, init) => app.fetch(new Request(input, init)),
  })
  afterAll(() => {
    stores.close()
    rmSync(folder, { recursive: true })
  })
  describeTextFlows(() => ({
    client,
    restart: () => {
      stores.close()
      stores = openStores({ settings: {}, folder })
    },
  }))
})
