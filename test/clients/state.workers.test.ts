import { env, exports } from 'cloudflare:workers'
import { evictDurableObject } from 'cloudflare:test'
import OpenAI from 'openai'
import { describe } from 'vitest'
import { describeTextFlows } from '../support/flows/text-flows.ts'

const namespace = 'flows'
const client = new OpenAI({
  apiKey: 'sk-test',
  maxRetries: 0,
  defaultHeaders: { 'x-mock-namespace': namespace },
  fetch: async (input, init) => exports.default.fetch(new Request(input, init)),
})

describe('flows in workerd', () => {
  describeTextFlows(() => ({
    client,
    restart: async () => {
      const object = env.MOCK_NAMESPACE?.getByName(namespace)
      if (object !== undefined) {
        await evictDurableObject(object)
      }
    },
  }))
})
