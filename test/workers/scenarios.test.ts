import { env, exports } from 'cloudflare:workers'
import { allScenarios } from '../scenarios/all.ts'
import { describeScenarios } from '../scenarios/scenario.ts'

const target = {
  fetch: async (path: string, init: RequestInit) =>
    exports.default.fetch(new Request(`http://mock.test${path}`, init)),
  storePatches: async (namespace: string, text: string | null) => {
    const key = `patches/${namespace}`
    await (text === null ? env.MOCK_CONFIG.delete(key) : env.MOCK_CONFIG.put(key, text))
  },
}

describeScenarios(allScenarios, () => target)
