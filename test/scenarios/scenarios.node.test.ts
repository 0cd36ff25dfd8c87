import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { afterAll, beforeAll } from 'vitest'
import { createMock } from '../../src/index.ts'
import { allScenarios } from './all.ts'
import { describeScenarios } from './scenario.ts'
import { type RunningServer, startServer } from '../support/server.ts'

let server: RunningServer

beforeAll(async () => {
  server = await startServer()
})

afterAll(async () => {
  await server.stop()
})

describeScenarios(allScenarios, () => ({
  fetch: async (path, init, { settings }) =>
    settings === undefined
      ? fetch(`${server.url}${path}`, init)
      : createMock({ settings }).fetch(`http://mock.test${path}`, init),
  storePatches: async (namespace, text) => {
    const file = join(server.patchesFolder, `${namespace}.json`)
    await (text === null ? rm(file, { force: true }) : writeFile(file, text))
  },
}))
