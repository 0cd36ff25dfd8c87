import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, describe, expect, test } from 'vitest'
import { fileEngine } from '../../../../../src/runtimes/node/state/file-engine.ts'
import { openDatabase } from '../../../../../src/runtimes/node/state/node-sql.ts'
import { openStores } from '../../../../../src/runtimes/node/state/open-stores.ts'
import { SCHEMA_VERSION } from '../../../../../src/state/schema.ts'
import { Store } from '../../../../../src/state/store.ts'

const folders: string[] = []

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'state-'))
  folders.push(folder)
  return folder
}

afterEach(() => {
  for (const folder of folders.splice(0)) {
    rmSync(folder, { recursive: true, force: true })
  }
})

const thread = { family: '/threads', parent: '', id: 'thread_1' }
const limits = { maxBytes: 1_000_000, maxObjects: 100 }

describe('durable state', () => {
  test('objects are there after a restart, and count against the limits', () => {
    const folder = newFolder()
    const first = openStores({ settings: {}, folder })
    first.store('Team').insert(thread, { id: 'thread_1' }, { created: 1 })
    first.close()
    const second = openStores({ settings: {}, folder })
    expect(second.store('Team').get(thread)?.body).toEqual({ id: 'thread_1' })
    expect(second.store('Team').usage.objects).toBe(1)
    expect(second.store('team').get(thread)).toBeUndefined()
    second.close()
  })

  test('a folder that is in use is refused', () => {
    const folder = newFolder()
    const stores = openStores({ settings: {}, folder })
    expect(() => openStores({ settings: {}, folder })).toThrow(/STATE_DIR .* is used by another process/)
    stores.close()
    openStores({ settings: {}, folder }).close()
  })

  test('a database of a newer version is refused', () => {
    const file = join(newFolder(), 'a.sqlite')
    new Store({ namespace: 'a', engine: fileEngine(file), limits }).insert(thread, {}, { created: 1 })
    const database = openDatabase(file)
    database.exec(`UPDATE meta SET value = ${SCHEMA_VERSION + 1} WHERE name = 'version'`)
    database.close()
    const store = new Store({ namespace: 'a', engine: fileEngine(file), limits })
    expect(() => store.get(thread)).toThrow(`has tables of version ${SCHEMA_VERSION + 1}`)
    store.close()
  })

  test('an emptied namespace has no file', () => {
    const folder = newFolder()
    const stores = openStores({ settings: {}, folder })
    const store = stores.store('a')
    store.insert(thread, {}, { created: 1 })
    store.clear()
    expect(store.usage).toEqual({ objects: 0, bytes: 0 })
    expect(store.get(thread)).toBeUndefined()
    stores.close()
  })
})
