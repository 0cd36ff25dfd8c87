import type { JsonObject } from '../../../web/json/json.ts'
import { describedType } from './described-types.ts'

/** The words before a list of keys. */
const KEYS_CUE =
  /\b(?:keys?|fields?|properties|property|attributes|members)\b(?!\s+(?:is|are|should|must|may|can)\b)|\bjson\b[^.\n]{0,40}\b(?:with|containing|contains|of the form|including|having|for)\b/gi

/** `title (string)`, `"score": a number`, ``- `name`: the name``. */
const BULLET_KEY =
  /^[ \t]*(?:[-*\u2022+]|\d{1,2}[.)])[ \t]+(?:\*\*)?["'`]?([A-Za-z_$][\w$-]{0,60})["'`]?(?:\*\*)?[ \t]*(?:\(([^()\n]{1,200})\))?(?:[ \t]*(?::|-|\u2013|\u2014|=)[ \t]*([^\n]{0,300})|[ \t]*$)/

const QUOTED_KEY =
  /["'`\u201c]([A-Za-z_$][\w$-]{0,60})["'`\u201d](?:[ \t]*(?:keys? |fields? |property )?(?:\(([^()\n]{1,200})\)|(?::|as|containing)[ \t]+([^,;\n"'`]{1,100})))?/g

const PLAIN_KEY =
  /^(?:the |an? )?([A-Za-z_$][\w$-]{0,60})(?:[ \t]*(?:\(([^()\n]{1,200})\)|:[ \t]*([^\n]{1,100})|as (?:an? )?(\w[\w ]{0,40})))?[.!?]?$/

/** Words that follow a cue and are no key. */
const NOT_KEYS =
  /^(?:json|keys?|fields?|properties|and|or|the|following|with|two|three|only|object|array|values?|these|exactly|no|any|all|each|your|this|it|as|a|an|in|of|to)$/i

/** Text behind a cue that is searched. */
const MAX_LENGTH = 3000
const MAX_KEYS = 40

interface Key {
  name: string
  description: string
}

/**
 * Reads keys that are listed in words: `JSON with fields title (string) and tags (array of strings)`.
 *
 * @returns the schema of an object with these keys, and the words before them; undefined if there is no such list
 */
export function schemaOfKeys(text: string): { schema: JsonObject; words: string } | undefined {
  for (const { 0: words, index } of text.matchAll(KEYS_CUE)) {
    const start = index + words.length
    const keys = readKeys(text.slice(start, start + MAX_LENGTH)).slice(0, MAX_KEYS)
    if (keys.length > 0) {
      const properties = keys.map(({ name, description }): [string, JsonObject] => [
        name,
        description === '' ? implicitType(name) : describedType(description),
      ])
      const schema = {
        type: 'object',
        properties: Object.fromEntries(properties),
        required: [...new Set(keys.map(({ name }) => name))],
        additionalProperties: false,
      }
      return { schema, words: text.slice(index, start) }
    }
  }
  return undefined
}

function readKeys(text: string): Key[] {
  const bullets = bulletKeys(text)
  if (bullets.length > 0) {
    return bullets
  }
  // A colon inside the sentence separates a key and its type.
  const sentence = /^[^\n]*?(?=[.!?](?:\s|$)|\n|$)/.exec(text)?.[0] ?? ''
  const quoted = [...sentence.matchAll(QUOTED_KEY)].map(([, name = '', first, second]) => ({
    name,
    description: (first ?? second ?? '').replace(/\s+(?:and|or)\s*$/, ''),
  }))
  return quoted.length > 0 ? quoted : plainKeys(sentence)
}

function bulletKeys(text: string): Key[] {
  const keys: Key[] = []
  let hasText = false
  for (const line of text.split('\n')) {
    const bullet = BULLET_KEY.exec(line)
    if (bullet !== null) {
      const [, name = '', type, description] = bullet
      keys.push({
        name,
        description:
          type !== undefined && describedType(type)['description'] !== type
            ? type
            : (description ?? type ?? '').trim(),
      })
    } else if (keys.length > 0 && line.trim() !== '' && !/^\s{2,}/.test(line)) {
      break
    } else if (keys.length === 0 && line.trim() !== '') {
      // Only the rest of the first line may precede the list.
      if (hasText) {
        break
      }
      hasText = true
    }
  }
  return keys
}

/** `title (string), tags (array of strings) and score (0-1)`. */
function plainKeys(sentence: string): Key[] {
  const list = sentence
    .replace(
      /^[\s:]*(?:(?:the|these|following|exactly|only|fields?|keys?|properties|and|values?)\s*:?\s+)*/i,
      '',
    )
    .replace(/^:\s*/, '')
  const keys: Key[] = []
  for (const part of splitOutsideBrackets(list)) {
    const [, name = '', ...types] = PLAIN_KEY.exec(part) ?? []
    if (name === '' || NOT_KEYS.test(name)) {
      break
    }
    keys.push({ name, description: types.find((type) => type !== undefined) ?? '' })
  }
  return keys
}

function splitOutsideBrackets(list: string): string[] {
  const parts: string[] = []
  let depth = 0
  let start = 0
  const separator = /,\s*(?:and\s+)?|\s+and\s+|;\s*|[()[\]]/g
  for (const { 0: token, index } of list.matchAll(separator)) {
    if (/[([]/.test(token)) {
      depth += 1
    } else if (/[)\]]/.test(token)) {
      depth -= 1
    } else if (depth === 0) {
      parts.push(list.slice(start, index))
      start = index + token.length
    }
  }
  return [...parts, list.slice(start)].map((part) => part.trim()).filter((part) => part !== '')
}

/** The type of a key without a description. */
function implicitType(name: string): JsonObject {
  if (
    /^(?:is|has|should|contains|needs)(?=[_A-Z])|^(?:pass|passed|valid|correct|flagged|approved)$/.test(name)
  ) {
    return { type: 'boolean' }
  }
  if (/(?:score|rating|confidence|probability|count|quantity|age|year|amount|price|total)$/i.test(name)) {
    return { type: /confidence|probability|price|amount|score$/i.test(name) ? 'number' : 'integer' }
  }
  return /[a-z]s$/.test(name) && !SINGULAR.test(name)
    ? { type: 'array', items: { type: 'string' } }
    : { type: 'string' }
}

/** Words in `-s` that are no plural. */
const SINGULAR =
  /(?:ss|us|is|ous|news|series|species|canvas|always|atlas|bias|lens|means|sales|status)$|address$|^(?:has|is|was)/i
