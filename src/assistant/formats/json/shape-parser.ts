import type { Json, JsonObject } from '../../../web/json/json.ts'
import { asString } from '../../../web/json/narrow.ts'
import { describedType, namedType } from './described-types.ts'
import { schemaOfExample } from './example-schema.ts'

/**
 * How quoted values are read: as examples, or as TypeScript's literal types. Types that the text declares are
 * referenced by name.
 */
export interface ShapeOptions {
  literals: 'examples' | 'types'
  declared: ReadonlySet<string>
}

/** A parsed shape. */
export interface Shape {
  schema: JsonObject
  /** The index behind it. */
  end: number
}

/** Deeper shapes are not read. */
const MAX_DEPTH = 16

/** Longer shapes are not read. */
const MAX_SHAPE_LENGTH = 10_000

const SPACE = /\s*/y
const COMMENT = /(?:\/\/|#(?!\w{1,40}["'}]))([^\n]*)|\/\*([^]*?)\*\//y
const STRING = /"((?:[^"\\\n]|\\.){0,2000})"|'((?:[^'\\\n]|\\.){0,500})'|`([^`\n]{0,500})`/y
const NUMBER = /-?\d{1,15}(?:\.\d{1,10})?(?![\w-])/y
const RANGE = /-?\d{1,6}(?:\.\d{1,4})?\s?(?:-|\u2013|to|\.\.)\s?-?\d{1,6}(?:\.\d{1,4})?(?!\w)/y
const PLACEHOLDER = /<[^<>\n]{1,300}>/y
const WORD = /[A-Za-z_$][\w$]{0,80}/y
/** The rest of a description on its line. */
const PHRASE = /[^\n,;|{}[\]<>"'`]{0,200}/y
const ELLIPSIS = /\.\.\.|\u2026/y
const QUOTED_KEY = /(?:"([\w $.-]{1,80})"|'([\w $.-]{1,80})'|`([\w $.-]{1,80})`)\s*\??\s*:/y
const PLAIN_KEY = /(?:readonly\s+)?([A-Za-z_$][\w$-]{0,80})\s*\??\s*:/y

/**
 * Reads the shape of a value: JSON, an outline such as `{reason: string, pass: boolean}`, or a TypeScript type.
 * Commas, quotes and comments are optional.
 *
 * @param start the index of the first character
 * @returns undefined if the text is something else
 */
export function parseShape(text: string, start: number, options: ShapeOptions): Shape | undefined {
  const parser = new ShapeParser(text.slice(0, start + MAX_SHAPE_LENGTH), start, options)
  const schema = parser.value(0)
  return schema === undefined ? undefined : { schema, end: parser.position }
}

class ShapeParser {
  readonly #text: string
  readonly #options: ShapeOptions
  position: number

  constructor(text: string, position: number, options: ShapeOptions) {
    this.#text = text
    this.position = position
    this.#options = options
  }

  /** Reads alternatives: `"a" | "b"`, `string or null`. */
  value(depth: number): JsonObject | undefined {
    const parts: JsonObject[] = []
    this.#skip()
    this.#take(/\|/y)
    do {
      const part = this.#suffixed(depth)
      if (part === undefined) {
        return undefined
      }
      parts.push(part)
      this.#skipSpace()
    } while (this.#take(/\|(?!\|)|or\b|\/(?=\s*["'])/y) !== undefined)
    return parts.length === 1 && parts[0] !== undefined ? this.#single(parts[0]) : unionOf(parts)
  }

  /** A single quoted value is an example, or a literal type. */
  #single(part: JsonObject): JsonObject {
    const literal = part['const']
    return literal === undefined || this.#options.literals === 'types' ? part : schemaOfExample(literal)
  }

  /** Reads `[]` behind a value. */
  #suffixed(depth: number): JsonObject | undefined {
    let part = this.#part(depth)
    while (part !== undefined && this.#take(/\[\s*\]/y) !== undefined) {
      part = { type: 'array', items: part }
    }
    return part
  }

  #part(depth: number): JsonObject | undefined {
    this.#skip()
    if (depth > MAX_DEPTH) {
      return undefined
    }
    switch (this.#text[this.position]) {
      case '{':
        return this.#object(depth + 1)
      case '[':
        return this.#list(depth + 1)
      case '(':
        return this.#group(depth + 1)
      case undefined:
        return undefined
      default:
        return this.#scalar(depth)
    }
  }

  #object(depth: number): JsonObject | undefined {
    this.position += 1
    const properties: JsonObject = {}
    const required: string[] = []
    let last: string | undefined
    for (;;) {
      const note = this.#skip()
      describe(properties, last, note)
      if (this.#take(/\}/y) !== undefined) {
        return last === undefined
          ? undefined
          : { type: 'object', properties, required, additionalProperties: false }
      }
      if (this.#take(/[,;]|\.\.\.|\u2026/y) !== undefined) {
        continue
      }
      const index = this.#take(/\[\s*\w+\s*:\s*\w+\s*\]\s*:/y)
      if (index !== undefined) {
        const values = this.value(depth)
        return values !== undefined && this.#closeObject()
          ? { type: 'object', additionalProperties: values }
          : undefined
      }
      const key = this.#key()
      const value = key === undefined ? undefined : this.value(depth)
      if (key === undefined || value === undefined) {
        return undefined
      }
      properties[key.name] = value
      if (!key.isOptional) {
        required.push(key.name)
      }
      last = key.name
    }
  }

  #closeObject(): boolean {
    this.#skip()
    this.#take(/[,;]/y)
    this.#skip()
    return this.#take(/\}/y) !== undefined
  }

  #key(): { name: string; isOptional: boolean } | undefined {
    const quoted = this.#match(QUOTED_KEY)
    const found = quoted ?? this.#match(PLAIN_KEY)
    const name = found?.[1] ?? found?.[2] ?? found?.[3]
    // `__proto__` would change the object's prototype.
    return name === undefined || name === '__proto__'
      ? undefined
      : { name, isOptional: /\?\s*:$/.test(found?.[0] ?? '') }
  }

  #list(depth: number): JsonObject | undefined {
    this.position += 1
    const items: JsonObject[] = []
    for (;;) {
      this.#skip()
      if (this.#take(/\]/y) !== undefined) {
        break
      }
      if (this.#take(ELLIPSIS) === undefined && this.#take(/[,;]/y) === undefined) {
        const item = this.value(depth)
        if (item === undefined) {
          return undefined
        }
        items.push(item)
      }
    }
    return { type: 'array', items: items[0] ?? { type: 'string' } }
  }

  #group(depth: number): JsonObject | undefined {
    this.position += 1
    const inner = this.value(depth)
    this.#skip()
    return this.#take(/\)/y) === undefined ? undefined : inner
  }

  #scalar(depth: number): JsonObject | undefined {
    const string = this.#match(STRING)
    if (string !== undefined) {
      return { const: string[1] ?? string[2] ?? string[3] ?? '' }
    }
    const range = this.#take(RANGE)
    if (range !== undefined) {
      return describedType(range)
    }
    const number = this.#take(NUMBER)
    if (number !== undefined) {
      return { const: Number(number) }
    }
    const placeholder = this.#take(PLACEHOLDER)
    return placeholder === undefined ? this.#named(depth) : describedType(placeholder)
  }

  /** Reads `string`, `Array<T>`, `list[str]`, a declared type, or a description such as `the user's age`. */
  #named(depth: number): JsonObject | undefined {
    const start = this.position
    const name = this.#take(WORD)
    if (name === undefined) {
      return undefined
    }
    if (
      this.#text[this.position] === '<' ||
      /^\[\s*\w/.test(this.#text.slice(this.position, this.position + 8))
    ) {
      return this.#generic(name, depth)
    }
    if (this.#options.declared.has(name)) {
      return { $ref: `#/$defs/${name}` }
    }
    const type = namedType(name)
    const rest = /^\s*(?:$|[\n,;|{}[\])]|or\b|\/\/|#)/.test(
      this.#text.slice(this.position, this.position + 40),
    )
    if (rest && type !== undefined) {
      return type
    }
    this.position = start
    const phrase =
      this.#take(PHRASE)
        ?.replace(/\s*(?:\/\/.*|#.*)$/, '')
        .trim() ?? ''
    return phrase === '' ? undefined : describedType(phrase)
  }

  #generic(name: string, depth: number): JsonObject | undefined {
    this.position += 1
    const first = this.value(depth + 1)
    this.#skip()
    const second = this.#take(/,/y) === undefined ? undefined : this.value(depth + 1)
    this.#skip()
    if (first === undefined || this.#take(/[>\]]/y) === undefined) {
      return undefined
    }
    return /^(?:Record|dict|map)$/i.test(name)
      ? { type: 'object', additionalProperties: second ?? first }
      : /^(?:Optional|Partial|Required|Readonly|Promise)$/.test(name)
        ? first
        : { type: 'array', items: first }
  }

  /** Skips space and comments. @returns the text of the comments */
  #skip(): string {
    const notes: string[] = []
    for (;;) {
      this.#skipSpace()
      const comment = this.#match(COMMENT)
      if (comment === undefined) {
        return notes.join(' ').trim()
      }
      notes.push((comment[1] ?? comment[2] ?? '').trim())
    }
  }

  #skipSpace(): void {
    this.#take(SPACE)
  }

  #take(pattern: RegExp): string | undefined {
    return this.#match(pattern)?.[0]
  }

  #match(pattern: RegExp): RegExpExecArray | undefined {
    pattern.lastIndex = this.position
    const found = pattern.exec(this.#text)
    if (found === null) {
      return undefined
    }
    this.position = pattern.lastIndex
    return found
  }
}

/** Adds a comment to the schema of the member before it. */
function describe(properties: JsonObject, name: string | undefined, note: string): void {
  const member = name === undefined ? undefined : properties[name]
  if (
    name === undefined ||
    note === '' ||
    typeof member !== 'object' ||
    member === null ||
    Array.isArray(member)
  ) {
    return
  }
  const described = describedType(note)
  const isRefined = described['type'] === member['type'] && member['enum'] === undefined
  properties[name] = { ...member, ...(isRefined && described), description: note }
}

function unionOf(parts: readonly JsonObject[]): JsonObject {
  const literals = parts.flatMap((part): Json[] =>
    part['const'] !== undefined ? [part['const']] : part['type'] === 'null' ? [null] : [],
  )
  if (literals.length === parts.length) {
    // `"string | null"` is a type, `"a" | "b"` a list of values.
    return literals.every((literal) => typeof literal === 'string' || literal === null)
      ? { type: literals.includes(null) ? ['string', 'null'] : 'string', enum: literals }
      : { enum: literals }
  }
  const types = parts.map((part) => asString(part['type']))
  const unique = [...new Set(types)]
  const [only] = parts.filter((part) => part['type'] !== 'null')
  return only !== undefined && parts.length === 2 && unique.includes('null')
    ? { anyOf: [only, { type: 'null' }] }
    : unique.length === 1 && unique[0] === 'boolean'
      ? { type: 'boolean' }
      : { anyOf: parts.map((part) => part) }
}
