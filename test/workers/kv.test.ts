import { env } from 'cloudflare:workers'
import { describe, expect, test } from 'vitest'
import { NO_FILES } from '../../src/patches/body-file.ts'
import { extending } from '../../src/patches/extending.ts'
import { OUT_OF_REACH } from '../../src/faults/delivery.ts'
import { kvPatches } from '../../src/patches/kv.ts'
import { kvStore } from '../../src/patches/kv-store.ts'

const route = { id: 'listModels', method: 'GET', path: '/models' }

/** The real KV namespace, counted, with a clock that stands still until it is moved. */
function setUp(timeToLive = 5000) {
  const state = {
    reads: 0,
    now: 0,
    fails: false,
    /** Holds answers of KV back until it is resolved. */
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
    context: { routes: [route], delivery: OUT_OF_REACH, files: NO_FILES },
    timeToLive,
    patience: 20,
    background: (work) => state.background.push(work),
    now: () => state.now,
  })
  const names = async (namespace = 'default') =>
    (await source.load(namespace)).patches.forOperation(route).map(({ name }) => name)
  return { state, source, names }
}

async function store(name: string, namespace = 'default'): Promise<void> {
  await env.MOCK_CONFIG.put(
    `patches/${namespace}`,
    JSON.stringify({ patches: [{ name, operation: 'listModels' }] }),
  )
}

describe('patches from KV', () => {
  test('a fresh copy is used without a read', async () => {
    const { state, names } = setUp()
    await store('one')
    expect(await names()).toEqual(['one'])
    state.now = 2000
    expect(await names()).toEqual(['one'])
    expect(state.reads).toBe(1)
  })

  test('a change is seen when the time to live is over', async () => {
    const { state, names } = setUp()
    await store('one')
    await names()
    await store('two')
    state.now = 5000
    expect(await names()).toEqual(['two'])
  })

  test('a namespace that extends default follows when either document changes', async () => {
    const { state, source } = setUp()
    const extended = extending(source)
    const names = async () =>
      (await extended.load('team')).patches.forOperation(route).map(({ name }) => name)
    const storeTeam = (name: string) =>
      env.MOCK_CONFIG.put('patches/team', JSON.stringify({ extends: 'default', patches: [{ name }] }))
    await store('base')
    await storeTeam('own')
    expect(await names()).toEqual(['own', 'base'])
    expect(await names()).toEqual(['own', 'base'])
    expect(state.reads).toBe(2)
    await store('other base')
    state.now = 5000
    expect(await names()).toEqual(['own', 'other base'])
    await storeTeam('other')
    state.now = 10_000
    expect(await names()).toEqual(['other', 'other base'])
  })

  test('a copy past half its time is refreshed behind the answer', async () => {
    const { state, names } = setUp()
    await store('one')
    await names()
    await store('two')
    state.now = 3000
    expect(await names()).toEqual(['one'])
    await Promise.all(state.background)
    expect(await names()).toEqual(['two'])
    expect(state.reads).toBe(2)
  })

  test('requests at the same time share one read', async () => {
    const { state, names } = setUp()
    await store('one')
    expect(await Promise.all([names(), names(), names()])).toEqual([['one'], ['one'], ['one']])
    expect(state.reads).toBe(1)
  })

  test('an outage leaves the last copy in use, and is said until it is over', async () => {
    const { state, source, names } = setUp()
    await store('one')
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

  test('a broken document leaves the last good one in use', async () => {
    const { state, source, names } = setUp()
    await store('one')
    await names()
    await env.MOCK_CONFIG.put('patches/default', '{')
    state.now = 5000
    expect(await names()).toEqual(['one'])
    expect((await source.load('default')).warnings[0]).toMatch(/patches\/default is not JSON/)
  })

  test('a namespace that was deleted has no patches', async () => {
    const { state, names } = setUp()
    await store('one', 'team')
    await names('team')
    await env.MOCK_CONFIG.delete('patches/team')
    state.now = 5000
    expect(await names('team')).toEqual([])
  })

  test('an isolate keeps a bounded number of namespaces', async () => {
    const { state, names } = setUp()
    for (let index = 0; index <= 500; index += 1) {
      await names(`team-${index}`)
    }
    await names('team-500')
    expect(state.reads).toBe(501)
    await names('team-0')
    expect(state.reads).toBe(502)
  })

  test('an outage at the start leaves no patches, and says so', async () => {
    const { state, source, names } = setUp()
    state.fails = true
    expect(await names()).toEqual([])
    expect((await source.load('default')).warnings).toEqual([
      'patches/default could not be read from KV, using no patches: KV is away',
    ])
  })

  test('a KV that does not answer is waited for no longer than patience allows', async () => {
    const { state, source, names } = setUp()
    await store('one')
    await names()
    const gate = Promise.withResolvers<void>()
    state.gate = gate.promise
    state.now = 5000
    expect(await names()).toEqual(['one'])
    expect((await source.load('default')).warnings).toEqual([
      'patches/default could not be read from KV, using the last copy: no answer within 20 ms',
    ])
    await store('two')
    gate.resolve()
    await Promise.all(state.background)
    expect(await names()).toEqual(['two'])
    expect((await source.load('default')).warnings).toEqual([])
  })

  test('a document that is too long leaves the last good one in use', async () => {
    const { state, source, names } = setUp()
    await store('one')
    await names()
    await env.MOCK_CONFIG.put('patches/default', ' '.repeat(5_000_001))
    state.now = 5000
    expect(await names()).toEqual(['one'])
    expect((await source.load('default')).warnings).toEqual([
      'patches/default is 5000001 characters long; more than 5000000 are not read',
    ])
  })

  test('a document that is nested too deep leaves the last good one in use', async () => {
    const { state, source, names } = setUp()
    await store('one')
    await names()
    const body = '['.repeat(300) + ']'.repeat(300)
    await env.MOCK_CONFIG.put('patches/default', `{"patches":[{"body":${body}}]}`)
    state.now = 5000
    expect(await names()).toEqual(['one'])
    expect((await source.load('default')).warnings[0]).toMatch(/nested deeper than 200 levels/)
  })

  test('of many faults in a document, a hundred are told', async () => {
    const { source } = setUp()
    const patches = Array.from({ length: 1000 }, () => ({ nonsense: 1 }))
    await env.MOCK_CONFIG.put('patches/default', JSON.stringify({ patches }))
    const { warnings } = await source.load('default')
    expect(warnings).toHaveLength(101)
    expect(warnings.at(-1)).toBe('patches/default: and 900 more')
  })

  test('the status names the namespaces in use, and what is wrong with each', async () => {
    const { state, source, names } = setUp()
    await store('one')
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

  test('what is written here is seen here at once, however long copies are kept', async () => {
    const { state, source, names } = setUp(60_000)
    expect(await names('team')).toEqual([])
    await source.store.write('team', JSON.stringify({ patches: [{ name: 'one' }] }))
    expect(await names('team')).toEqual(['one'])
    await source.store.remove('team')
    expect(await names('team')).toEqual([])
    expect(state.reads).toBe(1)
  })

  test('a read that began before a write does not undo it', async () => {
    const { state, source, names } = setUp(60_000)
    await store('old', 'team')
    const gate = Promise.withResolvers<void>()
    state.gate = gate.promise
    const reading = names('team')
    await source.store.write('team', JSON.stringify({ patches: [{ name: 'new' }] }))
    gate.resolve()
    await reading
    expect(await names('team')).toEqual(['new'])
    await source.store.remove('team')
  })

  test('all pages of the keys are listed', async () => {
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

  test('a write that KV refuses is an error that may pass, and changes nothing here', async () => {
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
