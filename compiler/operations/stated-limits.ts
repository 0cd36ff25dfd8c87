import type { StatedLimit, StatedLimitKeyword } from '../../src/catalogue/contract.ts'

/** JSON types that limits apply to. */
export type LimitedType = 'string' | 'array' | 'object' | 'number'

/** A number in prose: `256,000`, `-2.0`. */
const NUMBER = String.raw`\x60?(-?\d[\d,]*(?:\.\d+)?)\x60?`

/** The pattern that the document describes as "a-z, A-Z, 0-9, or contain underscores and dashes". */
const NAME_PATTERN = '^[a-zA-Z0-9_-]+$'

/** Sentences that state limits, with the keywords of their numbers. */
const SENTENCES: readonly { type: LimitedType; keywords: StatedLimitKeyword[]; pattern: RegExp }[] = [
  sentence(
    'string',
    ['maxLength'],
    `maximum length (?:is|of) ${NUMBER}(?: characters)?\\.?(?! (?:characters )?for)`,
  ),
  sentence('string', ['maxLength'], `\\bup to ${NUMBER} characters`),
  sentence('array', ['maxItems'], `\\bmax(?:imum)? of ${NUMBER} (?:functions|tools|files|vector stores?)\\b`),
  sentence('array', ['maxItems'], `\\bup to ${NUMBER} (?:sequences|speakers|items|images)\\b`),
  sentence('array', ['maxItems'], `\\bmaximum batch size is ${NUMBER} files`),
  sentence('object', ['maxProperties'], `\\bset of ${NUMBER} key-value pairs`),
  sentence(
    'number',
    ['minimum', 'maximum'],
    `\\b(?:must be|should be|can range|value|number|integer|temperature(?: to use)?,) (?:a (?:floating point )?number )?between ${NUMBER}(?: \\([^)]*\\))? and ${NUMBER}`,
  ),
  sentence('number', ['minimum', 'maximum'], `minimum value is ${NUMBER} and the maximum value is ${NUMBER}`),
  sentence('number', ['maximum'], `maximum value for \\x60\\w+\\x60 is ${NUMBER}`),
]

function sentence(type: LimitedType, keywords: StatedLimitKeyword[], pattern: string) {
  return { type, keywords, pattern: new RegExp(pattern, 'i') }
}

/**
 * Reads the limits that a description states in prose: "with a maximum length of 64 characters".
 *
 * @param description the description of a schema, property or parameter
 * @param type the type of the value; limits of other types are ignored
 */
export function statedLimits(description: string, type: LimitedType): StatedLimit[] {
  const text = description.replaceAll(/\s+/g, ' ')
  const limits = SENTENCES.filter((known) => known.type === type).flatMap(({ keywords, pattern }) => {
    const [, ...numbers] = pattern.exec(text) ?? []
    return numbers.length === 0
      ? []
      : keywords.map((keyword, index): StatedLimit => [keyword, toNumber(numbers[index])])
  })
  const isName = type === 'string' && /must be a-z, A-Z, 0-9, or contain underscores and dashes/i.test(text)
  return isName ? [['pattern', NAME_PATTERN], ...limits] : limits
}

/** Limits of the names and values of an object that serves as a map: "Keys are strings with ...". */
export function statedMapLimits(description: string): { name?: number; value?: number } {
  const text = description.replaceAll(/\s+/g, ' ')
  const [, name] = new RegExp(`keys are strings with a maximum length of ${NUMBER}`, 'i').exec(text) ?? []
  const [, value] = new RegExp(`values are strings with a maximum length of ${NUMBER}`, 'i').exec(text) ?? []
  return {
    ...(name !== undefined && { name: toNumber(name) }),
    ...(value !== undefined && { value: toNumber(value) }),
  }
}

function toNumber(text = ''): number {
  return Number(text.replaceAll(',', ''))
}
