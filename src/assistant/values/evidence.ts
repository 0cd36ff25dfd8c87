import { readAddresses } from './readers/addresses.ts'
import { readEmails, readPhones } from './readers/contacts.ts'
import { readCodes } from './readers/codes.ts'
import { readDates } from './readers/dates.ts'
import type { Entity, EntityKind, EntityReader, ReadingContext } from './readers/entity.ts'
import { readEquations } from './readers/equations.ts'
import { readLanguages } from './readers/languages.ts'
import { readUrls } from './readers/links.ts'
import { readCurrencies, readMoney } from './readers/money.ts'
import { readNames } from './readers/names.ts'
import { readMeasures, readNumbers } from './readers/numbers.ts'
import { readPaths } from './readers/paths.ts'
import { readLowerCasePlaces } from './readers/places.ts'
import { readQuotes } from './readers/quotes.ts'
import { readTimes } from './readers/times.ts'

/** Longer texts are cut. */
const MAX_TEXT = 20_000

/** Entities after these are ignored. */
const MAX_ENTITIES = 300

/** Readers of texts that other readers may read, too. */
const OVERLAYS: readonly EntityReader[] = [readQuotes, readEquations, readLowerCasePlaces]

/** Readers in order of precedence: a text is read by the first one only. */
const READERS: readonly EntityReader[] = [
  readUrls,
  readEmails,
  readDates,
  readTimes,
  readMoney,
  readPhones,
  readPaths,
  readAddresses,
  readMeasures,
  readCodes,
  readCurrencies,
  readLanguages,
  readNumbers,
  readNames,
]

/** Kinds that text in quotes does not have: `"3 Idiots"` is no number. */
const NOT_IN_QUOTES: ReadonlySet<EntityKind> = new Set<EntityKind>([
  'number',
  'name',
  'place',
  'code',
  'language',
])

/** A text with the values found in it. They are read on first use. */
export class Evidence {
  readonly text: string
  readonly #context: ReadingContext
  #entities: readonly Entity[] | undefined

  constructor(text: string, context: ReadingContext) {
    this.text = text.slice(0, MAX_TEXT)
    this.#context = context
  }

  /** The request's clock, in seconds since 1970. */
  get now(): number {
    return this.#context.now
  }

  /** All values in order of precedence; values of one kind are in the order of the text. */
  get entities(): readonly Entity[] {
    this.#entities ??= this.#read()
    return this.#entities
  }

  /** @returns the values of a kind, in order */
  of(kind: EntityKind): Entity[] {
    return this.entities.filter((entity) => entity.kind === kind)
  }

  #read(): Entity[] {
    const { text } = this
    if (text === '') {
      return []
    }
    const [quotes = [], equations = [], places = []] = OVERLAYS.map((read) => read(text, this.#context))
    const quoted = new Uint8Array(text.length)
    for (const { start, end } of quotes) {
      quoted.fill(1, start, end)
    }
    const taken = new Uint8Array(text.length)
    const entities: Entity[] = []
    for (const read of READERS) {
      for (const entity of read(text, this.#context)) {
        const isQuoted = quoted[entity.start] === 1 && NOT_IN_QUOTES.has(entity.kind)
        const isTaken = taken.subarray(entity.start, entity.end).includes(1)
        if (!isQuoted && !isTaken) {
          taken.fill(1, entity.start, entity.end)
          entities.push(entity)
        }
      }
    }
    const freePlaces = places.filter(
      ({ start, end }) => !taken.subarray(start, end).includes(1) && quoted[start] !== 1,
    )
    return [...quotes, ...entities, ...equations, ...freePlaces].slice(0, MAX_ENTITIES)
  }
}
