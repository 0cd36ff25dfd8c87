import { env } from 'cloudflare:workers'
import { afterEach, describe, expect, test, vi } from 'vitest'
import { NO_FILES } from '../../../../src/patches/document/body-file.ts'
import { extendDefault } from '../../../../src/patches/sources/extend-default.ts'
import { NO_SOCKET } from '../../../../src/web/http/connection.ts'
import { kvPatches } from '../../../../src/patches/sources/kv.ts'
import { kvStore } from '../../../../src/patches/sources/kv-store.ts'
import { skipWaits } from '../../../support/timers.ts'

/** Timeout of KV reads. */
const TIMEOUT_MS = 5000

const route = { id: 'listModels', method: 'GET', path: '/models' }

/** A patch source over the real KV namespace, with counted reads and a manual clock. */
function setUp(timeToLive = 5000) {
  const state = {
    reads: 0,
    now: 0,
    fails: false,
    /** Delays KV reads until it resolves. */
    gate: Promise.resolve(),
    background: [] as Promise<unknown>[],
  }
  const source = kvPatches({
    kv: {
      get: async (key) => {
        state.reads += 1
        if (state.fails) {
          throw new Error('KV is away')
        }
        await state.gate
        return env.MOCK_CONFIG.get(key)
      },
      put: (key, value) => env.MOCK_CONFIG.put(key, value),
      delete: (key) => env.MOCK_CONFIG.delete(key),
      list: (options) => env.MOCK_CONFIG.list(options),
    },
    context: { routes: [route], delivery: NO_SOCKET, files: NO_FILES },
    ttlMs: timeToLive,
    timeoutMs: TIMEOUT_MS,
    waitUntil: (work) => state.background.push(work),
    now: () => state.now,
  })
  const names = async (namespace = 'default') =>
    (await source.load(namespace)).patches.forOperation(route).map(({ name }) => name)
  return { state, source, names }
}

async function storePatch(name: string, namespace = 'default'): Promise<void> {
  await env.MOCK_CONFIG.put(
    `patches/${namespace}`,
    JSON.stringify({ patches: [{ name, operation: 'listModels' }] }),
  )
}

describe('KV patches', () => {
  afterEach(() => {
    vi.unstubAllGlobals()
  })

  test('a fresh copy is used without a KV read', async () => {
    const { state, names } = setUp()
    await storePatch('one')
    expect(await names()).toEqual(['one'])
    state.now = 2000
    expect(await names()).toEqual(['one'])
    expect(state.reads).toBe(1)
  })

  test('a changed document is read after the time to live', async () => {
    const { state, names } = setUp()
    await storePatch('one')
    await names()
    await storePatch('two')
    state.now = 5000
    expect(await names()).toEqual(['two'])
  })

  test('a namespace that extends default sees changes of both documents', async () => {
    const { state, source } = setUp()
    const extended = extendDefault(source)
    const names = async () =>
      (await extended.load('team')).patches.forOperation(route).map(({ name }) => name)
    const storeTeam = (name: string) =>
      env.MOCK_CONFIG.put('patches/team', JSON.stringify({ extends: 'default', patches: [{ name }] }))
    await storePatch('base')
    await storeTeam('own')
    expect(await names()).toEqual(['own', 'base'])
    expect(await names()).toEqual(['own', 'base'])
    expect(state.reads).toBe(2)
    await storePatch('other base')
    state.now = 5000
    expect(await names()).toEqual(['own', 'other base'])
    await storeTeam('other')
    state.now = 10_000
    expect(await names()).toEqual(['other', 'other base'])
  })

  test('a copy past half its time to live is refreshed in the background', async () => {
    const { state, names } = setUp()
    await storePatch('one')
    await names()
    await storePatch('two')
    state.now = 3000
    expect(await names()).toEqual(['one'])
    await Promise.all(state.background)
    expect(await names()).toEqual(['two'])
    expect(state.reads).toBe(2)
  })

  test('concurrent requests share one KV read', async () => {
    const { state, names } = setUp()
    await storePatch('one')
    expect(await Promise.all([names(), names(), names()])).toEqual([['one'], ['one'], ['one']])
    expect(state.reads).toBe(1)
  })

  test('a KV outage keeps the last copy and reports a warning until it ends', async () => {
    const { state, source, names } = setUp()
    await storePatch('one')
    await names()
    state.now = 5000
    state.fails = true
    expect(await names()).toEqual(['one'])
    const { warnings } = await source.load('default')
    expect(warnings).toEqual(['patches/default could not be read from KV, using the last copy: KV is away'])
    state.now = 10_000
    state.fails = false
    expect((await source.load('default')).warnings).toEqual([])
  })

  test('a malformed document keeps the last valid one in use', async () => {
    const { state, source, names } = setUp()
    await storePatch('one')
    await names()
    await env.MOCK_CONFIG.put('patches/default', '{')
    state.now = 5000
    expect(await names()).toEqual(['one'])
    expect((await source.load('default')).warnings[0]).toMatch(/patches\/default is not JSON/)
  })

  test('a deleted namespace has no patches', async () => {
    const { state, names } = setUp()
    await storePatch('one', 'team')
    await names('team')
    await env.MOCK_CONFIG.delete('patches/team')
    state.now = 5000
    expect(await names('team')).toEqual([])
  })

  test('an isolate caches at most 500 namespaces', async () => {
    const { state, names } = setUp()
    for (let index = 0; index <= 500; index += 1) {
      await names(`team-${index}`)
    }
    await names('team-500')
    expect(state.reads).toBe(501)
    await names('team-0')
    expect(state.reads).toBe(502)
  })

  test('a KV outage at startup leaves no patches and reports a warning', async () => {
    const { state, source, names } = setUp()
    state.fails = true
    expect(await names()).toEqual([])
    expect((await source.load('default')).warnings).toEqual([
      'patches/default could not be read from KV, using no patches: KV is away',
    ])
  })

  test('a slow KV read times out and the last copy is used', async () => {
    const { state, source, names } = setUp()
    await storePatch('one')
    await names()
    const gate = Promise.withResolvers<void>()
    state.gate = gate.promise
    state.now = 5000
    skipWaits((wait) => (wait === TIMEOUT_MS ? 0 : wait))
    expect(await names()).toEqual(['one'])
    expect((await source.load('default')).warnings).toEqual([
      'patches/default could not be read from KV, using the last copy: no response within 5000 ms',
    ])
    await storePatch('two')
    gate.resolve()
    await Promise.all(state.background)
    expect(await names()).toEqual(['two'])
    expect((await source.load('default')).warnings).toEqual([])
  })

  test('a document over the size limit keeps the last valid one in use', async () => {
    const { state, source, names } = setUp()
    await storePatch('one')
    await names()
    await env.MOCK_CONFIG.put('patches/default', ' '.repeat(5_000_001))
    state.now = 5000
    expect(await names()).toEqual(['one'])
    expect((await source.load('default')).warnings).toEqual([
      'patches/default is ignored: it has 5000001 characters, the limit is 5000000',
    ])
  })

  test('a document nested too deeply keeps the last valid one in use', async () => {
    const { state, source, names } = setUp()
    await storePatch('one')
    await names()
    const body = '['.repeat(300) + ']'.repeat(300)
    await env.MOCK_CONFIG.put('patches/default', `{"patches":[{"body":${body}}]}`)
    state.now = 5000
    expect(await names()).toEqual(['one'])
    expect((await source.load('default')).warnings[0]).toMatch(/nested deeper than 200 levels/)
  })

  test('a document with 1,000 issues reports the first 100 and that there are more', async () => {
    const { source } = setUp()
    const patches = Array.from({ length: 1000 }, () => ({ nonsense: 1 }))
    await env.MOCK_CONFIG.put('patches/default', JSON.stringify({ patches }))
    const { warnings } = await source.load('default')
    expect(warnings).toHaveLength(101)
    expect(warnings.at(-1)).toBe('patches/default: and at least 101 more')
  })

  test('status() lists the cached namespaces with their warnings', async () => {
    const { state, source, names } = setUp()
    await storePatch('one')
    await names()
    state.fails = true
    await names('team')
    expect(source.status().namespaces).toEqual([
      { namespace: 'default', patches: 1, warnings: [] },
      {
        namespace: 'team',
        patches: 0,
        warnings: ['patches/team could not be read from KV, using no patches: KV is away'],
      },
    ])
  })

  test('a write is visible in the same isolate at once, regardless of the time to live', async () => {
    const { state, source, names } = setUp(60_000)
    expect(await names('team')).toEqual([])
    await source.store.write('team', JSON.stringify({ patches: [{ name: 'one' }] }))
    expect(await names('team')).toEqual(['one'])
    await source.store.remove('team')
    expect(await names('team')).toEqual([])
    expect(state.reads).toBe(1)
  })

  test('a KV read that started before a write does not overwrite it', async () => {
    const { state, source, names } = setUp(60_000)
    await storePatch('old', 'team')
    const gate = Promise.withResolvers<void>()
    state.gate = gate.promise
    const reading = names('team')
    await source.store.write('team', JSON.stringify({ patches: [{ name: 'new' }] }))
    gate.resolve()
    await reading
    expect(await names('team')).toEqual(['new'])
    await source.store.remove('team')
  })

  test('kvStore lists the keys of all pages', async () => {
    const pages = [
      { keys: [{ name: 'patches/b' }], list_complete: false as const, cursor: 'next' },
      { keys: [{ name: 'patches/a' }], list_complete: true as const },
    ]
    const asked: (string | null | undefined)[] = []
    const keys = kvStore(
      {
        get: async () => null,
        put: async () => {},
        delete: async () => {},
        list: async ({ cursor }) => {
          asked.push(cursor)
          return pages[asked.length - 1] ?? { keys: [], list_complete: true }
        },
      },
      () => {},
    )
    expect(await keys.list()).toEqual(['a', 'b'])
    expect(asked).toEqual([undefined, 'next'])
  })

  test('a failed KV write is an unavailable error and does not change the cache', async () => {
    const { source, names } = setUp(60_000)
    const refusing = kvStore(
      {
        get: async () => null,
        put: async () => {
          throw new Error('KV PUT failed: 429 Too Many Requests')
        },
        delete: async () => {},
        list: async () => ({ keys: [], list_complete: true }),
      },
      () => expect.unreachable(),
    )
    await expect(refusing.write('team', '{}')).rejects.toMatchObject({
      kind: 'unavailable',
      message: expect.stringMatching(/^patches\/team could not be written to KV: KV PUT failed: 429/),
    })
    expect(await names('team')).toEqual([])
    expect(source.status().namespaces).toHaveLength(1)
  })
})
