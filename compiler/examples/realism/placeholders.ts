import { idPrefixOf, realisticId } from '../../../src/openai/id-formats.ts'
import { newIdentifier } from '../../../src/openai/ids.ts'
import { seededRandom } from '../../../src/web/random/seeded-random.ts'
import { isObject, type Json, type JsonObject } from '../../document/document.ts'
import { memberAt, PLACEHOLDER_TEXTS } from './sample-data.ts'

/** Placeholders inside texts of OpenAI's examples, with realistic replacements. */
const REPLACEMENTS: readonly [RegExp, string | ((match: string) => string)][] = [
  [/\bdavinci-002\b/g, 'gpt-4.1-mini-2025-04-14'],
  // A Markdown line break (two spaces at the end of a line).
  [/ {2}\n/g, '\n'],
  [/\bft:([\w.-]+):[\w-]*:[\w-]*:([A-Za-z0-9]{6,8})\b/g, 'ft:$1:northwind:support:$2'],
  [/\bsk-admin-1234abcd\b|\bsk-abcdefghijklmnop123\b|\bchatkit_token_123\b/g, realisticSecret],
  [/\bsk-(?:admin|abc)\.\.\.[a-z]{3}\b/g, redactedKey],
  [/\baudit_log[-_][xy]{3}_\w+/g, realisticId],
]

/** A realistic key that replaces a made-up one. */
function realisticSecret(typed: string): string {
  const prefix = typed.startsWith('sk-admin') ? 'sk-admin-' : typed.startsWith('sk-') ? 'sk-svcacct-' : 'ek_'
  return newIdentifier(prefix, seededRandom(typed), 48)
}

function redactedKey(typed: string): string {
  const random = seededRandom(typed)
  const prefix = typed.startsWith('sk-admin') ? 'sk-admin-' : 'sk-proj-'
  return `${newIdentifier(prefix, random, 3)}**********${newIdentifier('', random, 4)}`
}

/**
 * Replaces the placeholders of OpenAI's examples with realistic values: ids such as `file-abc123`, people called
 * "First Last", texts of dots.
 *
 * @param value the body of an example (not mutated)
 */
export function replacePlaceholders(value: Json, name = ''): Json {
  if (Array.isArray(value)) {
    return value.map((item) => replacePlaceholders(item, name))
  }
  if (isObject(value)) {
    return replaceInObject(value)
  }
  return typeof value === 'string' ? replaceText(value, name) : name === 'seed' ? SEED : value
}

/** The reference has 0, or a number with more digits than JavaScript can represent. */
const SEED = 683_058_546

/** Placeholder names, whose values are placeholders too. */
const PLACEHOLDER_NAME = /^(?:key\d?|foo)$/

function replaceInObject(object: JsonObject): JsonObject {
  const replaced: JsonObject = Object.fromEntries(
    Object.entries(object).map(([name, value]) =>
      PLACEHOLDER_NAME.test(name) && typeof value === 'string' && /^(?:value\d?|bar)$/.test(value)
        ? ['team', 'support']
        : [name, replacePlaceholders(value, name)],
    ),
  )
  return 'email' in object || isPerson(object) ? withPerson(replaced) : replaced
}

/** Recognizes the placeholder names of the reference. */
function isPerson({ name }: JsonObject): boolean {
  return name === 'First Last' || name === 'John Doe' || name === 'Jane Smith'
}

/** Uses the first person, who is also first in every list of people. */
function withPerson(object: JsonObject): JsonObject {
  const { name, email } = memberAt(0)
  return {
    ...object,
    ...(typeof object['name'] === 'string' && { name }),
    ...(typeof object['email'] === 'string' && { email }),
  }
}

function replaceText(text: string, name: string): string {
  const known = PLACEHOLDER_TEXTS[`${name}:${text}`] ?? PLACEHOLDER_TEXTS[text]
  if (known !== undefined) {
    return known
  }
  if (idPrefixOf(text) !== undefined) {
    return realisticId(text)
  }
  const replaced = REPLACEMENTS.reduce(
    (current, [pattern, by]) =>
      typeof by === 'string' ? current.replaceAll(pattern, by) : current.replaceAll(pattern, by),
    text,
  )
  return /^https?:\/\/\S+[?/=]\w+_\w+/.test(replaced)
    ? replaced.replaceAll(/\b[a-z]+_\w+/g, (part) => realisticId(part))
    : replaced
}
