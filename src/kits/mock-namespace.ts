import type { Expectation } from '../journal/types.ts'
import type { Patch, PatchDocument } from '../patches/document/types.ts'
import { isRecord } from '../web/json/is-record.ts'
import { createControlClient } from './control-client.ts'
import { describeRequests } from './describe-requests.ts'

const MAX_DESCRIBED_REQUESTS = 20

/** Characters of a test's name in the name of its namespace, whose maximum length is 64. */
const MAX_TITLE_LENGTH = 40

/** The namespace of one test: its address and key, and functions that change and inspect it. */
export interface MockNamespace {
  name: string
  /** For `OPENAI_BASE_URL` or `new OpenAI({ baseURL })`. */
  baseURL: string
  /** For `OPENAI_API_KEY` or `new OpenAI({ apiKey })`. */
  apiKey: string
  /**
   * Replaces the patches.
   *
   * @throws {Error} if the document is invalid
   */
  setPatches: (patches: readonly Patch[] | PatchDocument) => Promise<void>
  /**
   * Returns the recorded requests, newest first, in the form of `GET /__mock/requests/{namespace}`.
   *
   * @param filter such as `{ operation: 'createResponse', status: '200' }`
   */
  requests: (filter?: Readonly<Record<string, string>>) => Promise<Record<string, unknown>[]>
  /**
   * Checks how many recorded requests match.
   *
   * @returns their number
   * @throws {Error} if the number differs, with the nearest request
   */
  verify: (expectation: Expectation) => Promise<number>
  /** Sets the clock, in seconds since 1970, or advances it by seconds. */
  setClock: (clock: { now: number } | { advance: number }) => Promise<void>
  /** Replaces the stored objects with a seed document. */
  setState: (seed: Readonly<Record<string, unknown>>) => Promise<void>
  /** Removes patches, stored objects, recorded requests and the clock. */
  reset: () => Promise<void>
  /** Lists the recorded requests as text, for the report of a failed test. */
  describe: () => Promise<string>
}

/**
 * Creates the namespace of one test.
 *
 * @param url URL of the mock, such as `http://127.0.0.1:4010`
 * @param title name of the test
 */
export function createNamespace(url: string, title: string): MockNamespace {
  const words = title.replaceAll(/[^A-Za-z0-9_]+/g, '-').replaceAll(/^-+|-+$/g, '')
  // The prefix t- marks the namespace of a test.
  const name = `t-${words.slice(0, MAX_TITLE_LENGTH)}-${crypto.randomUUID().slice(0, 8)}`
  const origin = url.replace(/\/(?:v1\/?)?$/, '')
  const apiKey = `sk-mock-${name}-key`
  const baseURL = `${origin}/@${name}/v1`
  const send = createControlClient({ url: origin, namespace: name, key: apiKey })
  const requests: MockNamespace['requests'] = async (query = {}) =>
    recordsIn(await send('GET', 'requests', { query }))
  return {
    name,
    baseURL,
    apiKey,
    requests,
    setPatches: async (patches) => {
      await send('PUT', 'patches', { body: isDocument(patches) ? patches : { patches } })
    },
    verify: async ({ times, atLeast = times, atMost = times, ...expectation }) => {
      const body = { ...expectation, atLeast: atLeast ?? (atMost === undefined ? 1 : undefined), atMost }
      const counted = await send('POST', 'requests', { suffix: '/count', body })
      return isRecord(counted) && typeof counted['count'] === 'number' ? counted['count'] : 0
    },
    setClock: async (clock) => {
      await send('PUT', 'clock', { body: clock })
    },
    setState: async (seed) => {
      await send('PUT', 'state', { body: seed })
    },
    reset: async () => {
      await Promise.all(
        ['patches', 'state', 'clock'].map((resource) => send('DELETE', resource, { missingOk: true })),
      )
    },
    describe: async () => {
      const entries = await requests({ limit: String(MAX_DESCRIBED_REQUESTS) })
      return describeRequests(entries, { name, baseURL })
    },
  }
}

function isDocument(patches: readonly Patch[] | PatchDocument): patches is PatchDocument {
  return 'patches' in patches
}

function recordsIn(list: unknown): Record<string, unknown>[] {
  const data = isRecord(list) ? list['data'] : undefined
  return Array.isArray(data) ? data.filter(isRecord) : []
}
