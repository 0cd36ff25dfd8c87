import type { Json } from '../../web/json/json.ts'

/** Maximum length of a quoted value. */
const MAX_QUOTE_LENGTH = 100

/** Maximum number of values quoted per condition. */
const MAX_QUOTED_VALUES = 3

/**
 * Abbreviates a value for an explanation, in time that does not depend on its size.
 *
 * @returns the value, or the first characters of its JSON followed by `...`
 */
export function abbreviate(value: Json): Json {
  const text = typeof value === 'string' ? value.slice(0, MAX_QUOTE_LENGTH + 1) : startOfJson(value)
  return text.length > MAX_QUOTE_LENGTH ? `${text.slice(0, MAX_QUOTE_LENGTH)}...` : value
}

/** @returns the abbreviations of the first values that a path selected */
export function abbreviateAll(values: readonly Json[]): Json[] {
  return values.slice(0, MAX_QUOTED_VALUES).map(abbreviate)
}

/** @returns the JSON of a value, or a longer text than {@link MAX_QUOTE_LENGTH} with which it starts */
function startOfJson(value: Json): string {
  let text = ''
  const isFull = () => text.length > MAX_QUOTE_LENGTH
  const append = (part: Json): void => {
    if (typeof part === 'string') {
      text += JSON.stringify(part.slice(0, MAX_QUOTE_LENGTH + 1))
    } else if (Array.isArray(part)) {
      appendMembers('[', ']', part.keys(), (index) => append(part[index] ?? null))
    } else if (typeof part === 'object' && part !== null) {
      appendMembers('{', '}', Object.keys(part), (name) => {
        text += `${JSON.stringify(name.slice(0, MAX_QUOTE_LENGTH + 1))}:`
        append(part[name] ?? null)
      })
    } else {
      text += String(part)
    }
  }
  const appendMembers = <Key>(open: string, close: string, keys: Iterable<Key>, one: (key: Key) => void) => {
    text += open
    let separator = ''
    for (const key of keys) {
      text += separator
      one(key)
      if (isFull()) {
        return
      }
      separator = ','
    }
    text += close
  }
  append(value)
  return text
}
