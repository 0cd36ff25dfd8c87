import { env, exports } from 'cloudflare:workers'
import { createApp } from '../../src/app.ts'
import { memoryPatches } from '../../src/patches/sources/memory.ts'
import worker from '../../src/worker.ts'
import { allScenarios } from './all.ts'
import { describeScenarios, type Target } from './scenario.ts'

const target: Target = {
  fetch: async (path, init, { settings, response }) => {
    const request = new Request(`http://mock.test${path}`, init)
    if (settings === undefined) {
      // The runtime logs a body that fails between two contexts as an uncaught exception.
      return response.truncated === true ? worker.fetch(request) : exports.default.fetch(request)
    }
    return createApp({ settings, patches: (context) => memoryPatches({ patches: [] }, context) }).fetch(
      request,
    )
  },
  storePatches: async (namespace, text) => {
    const key = `patches/${namespace}`
    await (text === null ? env.MOCK_CONFIG.delete(key) : env.MOCK_CONFIG.put(key, text))
  },
}

describeScenarios(allScenarios, () => target)
