import { env, exports } from 'cloudflare:workers'
import { createApp } from '../../src/app.ts'
import { memoryPatches } from '../../src/patches/sources/memory.ts'
import type { Settings } from '../../src/settings.ts'
import { allScenarios } from './all.ts'
import { describeScenarios } from './scenario.ts'

const target = {
  fetch: async (path: string, init: RequestInit, settings?: Partial<Settings>) => {
    const request = new Request(`http://mock.test${path}`, init)
    return settings === undefined
      ? exports.default.fetch(request)
      : createApp({ settings, patches: (context) => memoryPatches({ patches: [] }, context) }).fetch(request)
  },
  storePatches: async (namespace: string, text: string | null) => {
    const key = `patches/${namespace}`
    await (text === null ? env.MOCK_CONFIG.delete(key) : env.MOCK_CONFIG.put(key, text))
  },
}

describeScenarios(allScenarios, () => target)
