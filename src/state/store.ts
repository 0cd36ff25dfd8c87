import { asNumber } from '../web/json/narrow.ts'
import { readContent, readLongBody, removeLongBody, writeContent, writeLongBody } from './chunks.ts'
import { KEPT_COLUMNS, type Kept, type KeptTimes, keptOf, type Place } from './kept.ts'
import { type Page, type PageQuery, readPage } from './page.ts'
import { Quota, type SharedUsage, type StateLimits } from './quota.ts'
import { hasTables, migrate } from './schema.ts'
import type { Engine, Row, Sql, SqlValue } from './sql.ts'
import type { JsonObject } from '../web/json/json.ts'

/** Longer bodies are stored in pieces: Durable Objects limit a value to 2 MB. */
const MAX_BODY_CHARACTERS = 500_000

const MOVE_PART = 'UPDATE chunks SET owner = ?, part = ? WHERE owner = ? AND part = ?'

const INSERT =
  'INSERT INTO objects (family, parent, id, created, due, body) VALUES (?, ?, ?, ?, ?, ?) ON CONFLICT DO NOTHING RETURNING seq'

/** Options of a {@link Store}. */
export interface StoreOptions {
  namespace: string
  engine: Engine
  limits: StateLimits
  /** Bytes held together with other namespaces. */
  shared?: SharedUsage
}

/**
 * The id of the row that marks a changed collection. It is not empty, because singletons have the empty id and requests may
 * name it.
 */
const TOUCHED_ID = '\u0001'

/**
 * The objects of one namespace. All methods are synchronous, so that reading and writing without an `await` in between
 * is atomic. The database is created by the first write.
 */
export class Store {
  readonly #namespace: string
  readonly #engine: Engine
  readonly #quota: Quota
  #sql: Sql | undefined
  #isCounted = false
  #isInTransaction = false

  constructor({ namespace, engine, limits, shared }: StoreOptions) {
    this.#namespace = namespace
    this.#engine = engine
    this.#quota = new Quota(namespace, limits, shared)
  }

  /** Numbers of kept objects, and of bytes including contents. */
  get usage(): { objects: number; bytes: number } {
    if (this.#reader() !== undefined) {
      this.#count()
    }
    return { objects: this.#quota.objects, bytes: this.#quota.bytes }
  }

  /** @returns the object at a place, also if it was deleted; undefined if there never was one */
  find({ family, parent, id }: Place): Kept | undefined {
    const query = `SELECT ${KEPT_COLUMNS} FROM objects WHERE family = ? AND parent = ? AND id = ?`
    return this.#kept(query, family, parent, id)[0]
  }

  /** @returns the object at a place, unless it was deleted or never existed */
  get(place: Place): Kept | undefined {
    const kept = this.find(place)
    return kept?.gone === true ? undefined : kept
  }

  /** @returns whether an id is or was in use */
  has({ family, parent, id }: Place): boolean {
    const query = 'SELECT 1 FROM objects WHERE family = ? AND parent = ? AND id = ?'
    return this.#rows(query, family, parent, id).length > 0
  }

  /** @returns whether objects were ever created or deleted in a collection */
  isTouched(family: string, parent: string): boolean {
    return (
      this.#rows('SELECT 1 FROM objects WHERE family = ? AND parent = ? LIMIT 1', family, parent).length > 0
    )
  }

  /** Marks a collection as changed, so that it is no example anymore. */
  touch(family: string, parent: string): void {
    if (!this.isTouched(family, parent)) {
      this.#writer().run(
        'INSERT INTO objects (family, parent, id, created, gone) VALUES (?, ?, ?, 0, 1)',
        family,
        parent,
        TOUCHED_ID,
      )
    }
  }

  /** @returns whether a family has objects, under any parent */
  hasAny(family: string): boolean {
    return this.#rows('SELECT 1 FROM objects WHERE family = ? AND gone = 0 LIMIT 1', family).length > 0
  }

  /** @returns one page of a collection */
  page(query: PageQuery): Page {
    return readPage((text, ...values) => this.#kept(text, ...values), query)
  }

  /** @returns all objects of a collection in the order of their creation; for collections that are known to be small */
  all(family: string, parent: string): Kept[] {
    const query = `SELECT ${KEPT_COLUMNS} FROM objects WHERE family = ? AND parent = ? AND gone = 0 ORDER BY seq`
    return this.#kept(query, family, parent)
  }

  /** @returns all objects, also deleted ones, in the order of their creation */
  everything(): Kept[] {
    return this.#kept(`SELECT ${KEPT_COLUMNS} FROM objects ORDER BY seq`)
  }

  /**
   * Keeps a new object, in place of one with the same id.
   *
   * @returns the object's `seq`
   * @throws {import('../openai/errors.ts').ApiError} 403 if the namespace is full
   */
  insert({ family, parent, id }: Place, body: JsonObject, { created, due }: KeptTimes): number {
    const text = JSON.stringify(body)
    const sql = this.#writer()
    this.#quota.check(1, text.length)
    const isLong = text.length > MAX_BODY_CHARACTERS
    const add = () =>
      sql.all(INSERT, family, parent, id, created, due ?? null, isLong ? null : text)[0]?.['seq']
    let added = add()
    if (added === undefined) {
      this.#removeObject({ family, parent, id })
      added = add()
    }
    const seq = asNumber(added) ?? 0
    if (isLong) {
      writeLongBody(sql, seq, text)
    }
    this.#quota.add(1, text.length)
    return seq
  }

  /**
   * Replaces the body of a kept object.
   *
   * @param due when its job is done; unchanged if omitted, null if it is at rest
   * @throws {import('../openai/errors.ts').ApiError} 403 if the namespace is full
   */
  replace(kept: Kept, body: JsonObject, due: number | null | undefined = kept.due): void {
    const { seq } = kept
    const text = JSON.stringify(body)
    const sql = this.#writer()
    const growth = text.length - JSON.stringify(kept.body).length
    this.#quota.check(0, growth)
    const isLong = text.length > MAX_BODY_CHARACTERS
    sql.run('UPDATE objects SET body = ?, due = ? WHERE seq = ?', isLong ? null : text, due ?? null, seq)
    removeLongBody(sql, seq)
    if (isLong) {
      writeLongBody(sql, seq, text)
    }
    this.#quota.add(0, growth)
  }

  /** Deletes an object and its content, and leaves a trace, so that its id is known as deleted. */
  bury(kept: Kept): void {
    const sql = this.#writer()
    const { bytes } = sizeOf(sql, 'seq = ?', kept.seq)
    sql.run('UPDATE objects SET gone = 1, body = NULL, due = NULL WHERE seq = ?', kept.seq)
    sql.run('DELETE FROM chunks WHERE owner = ?', kept.seq)
    this.#quota.add(-1, -bytes)
  }

  /**
   * Removes all objects below an item without a trace; requests for them fail because of their parent.
   *
   * @param below path of the item: `/threads/{thread_id}`
   * @param key the ids of the item and those above it
   */
  removeBelow(below: string, key: string): void {
    // A slash is followed by a zero in ASCII, so these are the families and parents that start with the texts.
    const range = `family > ? AND family < ? AND (parent = ? OR (parent > ? AND parent < ?))`
    this.#remove(range, `${below}/`, `${below}0`, key, `${key}/`, `${key}0`)
  }

  /** Removes an object without a trace, as if it never existed. */
  remove(place: Place): void {
    if (this.#reader() !== undefined) {
      this.#writer()
      this.#removeObject(place)
    }
  }

  /** @returns the content of an object; empty if it has none */
  content({ seq }: Pick<Kept, 'seq'>): Uint8Array<ArrayBuffer> {
    const sql = this.#reader()
    return sql === undefined ? new Uint8Array() : readContent(sql, seq)
  }

  /**
   * Sets the content of an object.
   *
   * @throws {import('../openai/errors.ts').ApiError} 403 if the namespace is full
   */
  setContent({ seq }: Pick<Kept, 'seq'>, bytes: Uint8Array): void {
    const sql = this.#writer()
    this.#quota.check(0, bytes.length)
    writeContent(sql, seq, bytes)
    this.#quota.add(0, bytes.length)
  }

  /** @returns the size of an object's content in bytes */
  contentSize({ seq }: Pick<Kept, 'seq'>): number {
    const query = 'SELECT sum(length(bytes)) AS bytes FROM chunks WHERE owner = ? AND part >= 0'
    return asNumber(this.#rows(query, seq)[0]?.['bytes']) ?? 0
  }

  /** Moves the contents of several objects, in order, to another one without reading them. */
  joinContents(parts: readonly Pick<Kept, 'seq'>[], { seq: to }: Pick<Kept, 'seq'>): void {
    const sql = this.#writer()
    let next = 0
    for (const { seq } of parts) {
      const pieces = sql.all('SELECT part FROM chunks WHERE owner = ? AND part >= 0 ORDER BY part', seq)
      for (const { part } of pieces) {
        sql.run(MOVE_PART, to, next, seq, asNumber(part) ?? 0)
        next += 1
      }
    }
  }

  /** @returns the value of a counter before this call; starts at 0 */
  count(name: string): number {
    const query =
      'INSERT INTO counters (name, value) VALUES (?, 1) ON CONFLICT (name) DO UPDATE SET value = value + 1 RETURNING value'
    return (asNumber(this.#writer().all(query, name)[0]?.['value']) ?? 1) - 1
  }

  /** @returns the value of a counter, without changing it */
  counted(name: string): number {
    return asNumber(this.#rows('SELECT value FROM counters WHERE name = ?', name)[0]?.['value']) ?? 0
  }

  /** Runs several changes: all of them or none, if the work throws. */
  transaction<T>(work: () => T): T {
    if (this.#isInTransaction) {
      return work()
    }
    const sql = this.#writer()
    this.#isInTransaction = true
    try {
      return sql.transaction(work)
    } catch (error) {
      this.#isCounted = false
      throw error
    } finally {
      this.#isInTransaction = false
    }
  }

  /** The database for tables of other modules, such as a journal; undefined before the first write. */
  reader(): Sql | undefined {
    return this.#reader()
  }

  /** The database for writing to tables of other modules. Count bytes with {@link Store.reserve}. */
  writer(): Sql {
    return this.#writer()
  }

  /**
   * Counts bytes that another module writes, or removes if negative.
   *
   * @throws {import('../openai/errors.ts').ApiError} 403 if the namespace is full
   */
  reserve(bytes: number): void {
    this.#writer()
    this.#quota.check(0, bytes)
    this.#quota.add(0, bytes)
  }

  /** Removes everything. */
  clear(): void {
    this.#quota.clear()
    this.#sql = undefined
    this.#isCounted = false
    this.#engine.destroy()
  }

  close(): void {
    this.#quota.clear()
    this.#sql = undefined
    this.#isCounted = false
    this.#engine.close()
  }

  #reader(): Sql | undefined {
    if (this.#sql === undefined) {
      const sql = this.#engine.existing()
      if (sql === undefined || !hasTables(sql)) {
        return undefined
      }
      migrate(sql, `The state of namespace '${this.#namespace}'`)
      this.#sql = sql
    }
    return this.#sql
  }

  #writer(): Sql {
    if (this.#sql === undefined) {
      const sql = this.#engine.create()
      migrate(sql, `The state of namespace '${this.#namespace}'`)
      this.#sql = sql
    }
    this.#count()
    return this.#sql
  }

  /** Counts what an earlier process or object left. */
  #count(): void {
    if (!this.#isCounted && this.#sql !== undefined) {
      const { objects, bytes } = sizeOf(this.#sql, '1')
      this.#quota.clear()
      this.#quota.add(objects, bytes)
      this.#isCounted = true
    }
  }

  #removeObject({ family, parent, id }: Place): void {
    this.#remove('family = ? AND parent = ? AND id = ?', family, parent, id)
  }

  #remove(condition: string, ...values: SqlValue[]): void {
    const sql = this.#writer()
    const { objects, bytes } = sizeOf(sql, condition, ...values)
    if (objects > 0) {
      sql.run(`DELETE FROM chunks WHERE owner IN (SELECT seq FROM objects WHERE ${condition})`, ...values)
    }
    sql.run(`DELETE FROM objects WHERE ${condition}`, ...values)
    this.#quota.add(-objects, -bytes)
  }

  #rows(query: string, ...values: readonly SqlValue[]): Row[] {
    return this.#reader()?.all(query, ...values) ?? []
  }

  #kept(query: string, ...values: readonly SqlValue[]): Kept[] {
    const sql = this.#reader()
    return sql?.all(query, ...values).map((row) => keptOf(row, (seq) => readLongBody(sql, seq))) ?? []
  }
}

/** @returns the number and size of the objects that fulfill a condition, without deleted ones */
function sizeOf(
  sql: Sql,
  condition: string,
  ...values: readonly SqlValue[]
): { objects: number; bytes: number } {
  const [bodies] = sql.all(
    `SELECT count(*) AS objects, sum(length(body)) AS bytes FROM objects WHERE gone = 0 AND (${condition})`,
    ...values,
  )
  const objects = asNumber(bodies?.['objects']) ?? 0
  if (objects === 0) {
    return { objects, bytes: 0 }
  }
  const [contents] = sql.all(
    `SELECT sum(length(bytes)) AS bytes FROM chunks WHERE owner IN (SELECT seq FROM objects WHERE gone = 0 AND (${condition}))`,
    ...values,
  )
  return { objects, bytes: (asNumber(bodies?.['bytes']) ?? 0) + (asNumber(contents?.['bytes']) ?? 0) }
}
