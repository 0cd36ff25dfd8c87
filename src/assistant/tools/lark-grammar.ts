import type { Random } from '../../web/random/seeded-random.ts'
import { stringMatching } from '../text/string-from-pattern.ts'

/** A node of a parsed rule. */
type Part =
  | { kind: 'text'; text: string }
  | { kind: 'pattern'; pattern: string }
  | { kind: 'name'; name: string }
  | { kind: 'sequence'; parts: Part[] }
  | { kind: 'choice'; parts: Part[] }
  | { kind: 'repeat'; part: Part; least: number }

/** Terminals of the `common` module, which grammars import. */
const COMMON: Readonly<Record<string, Part>> = {
  INT: { kind: 'text', text: '42' },
  NUMBER: { kind: 'text', text: '42' },
  SIGNED_INT: { kind: 'text', text: '42' },
  SIGNED_NUMBER: { kind: 'text', text: '42' },
  DECIMAL: { kind: 'text', text: '4.2' },
  FLOAT: { kind: 'text', text: '4.2' },
  DIGIT: { kind: 'text', text: '4' },
  LETTER: { kind: 'text', text: 'a' },
  WORD: { kind: 'text', text: 'word' },
  CNAME: { kind: 'text', text: 'name' },
  ESCAPED_STRING: { kind: 'text', text: '"text"' },
  WS: { kind: 'text', text: ' ' },
  WS_INLINE: { kind: 'text', text: ' ' },
  NEWLINE: { kind: 'text', text: '\n' },
}

const TOKEN =
  /\s*(?:("(?:[^"\\]|\\.)*"i?)|\/((?:[^/\\\n]|\\.)+)\/[a-z]*|(->\s*\w+)|([A-Za-z_]\w*)|(~\s*\d+(?:\s*\.\.\s*\d+)?)|([()[\]|?*+]))/y

/** Longer grammars are rejected, and rules with more brackets are skipped. */
const LONGEST_GRAMMAR = 20_000
const MOST_BRACKETS = 100

/** Limits for rules that expand exponentially, for repetitions, and for the search of minimal depths. */
const MOST_STEPS = 5000
const MOST_TIMES = 40
const MOST_ROUNDS = 200

type Rules = ReadonlyMap<string, Part>

/**
 * @param grammar a Lark grammar of a custom tool (https://lark-parser.readthedocs.io, "Grammar Reference")
 * @returns a short text that matches the rule `start`; undefined if the grammar is invalid, unsupported or too complex
 */
export function textOfLark(grammar: string, random: Random): string | undefined {
  if (grammar.length > LONGEST_GRAMMAR) {
    return undefined
  }
  const rules = readRules(grammar)
  const heights = heightsOf(rules)
  const heightIn = (part: Part) => heightOf(part, heights)
  const budget = { left: MOST_STEPS }
  const make = (part: Part): string => {
    budget.left -= 1
    if (budget.left < 0) {
      return ''
    }
    switch (part.kind) {
      case 'text':
        return part.text
      case 'pattern':
        return stringMatching(part.pattern, random) ?? ''
      case 'name':
        return make(rules.get(part.name) ?? COMMON[part.name] ?? NOTHING)
      case 'sequence':
        return part.parts.map(make).join('')
      case 'choice':
        // The first alternative of minimal depth.
        return make(part.parts.toSorted((one, other) => heightIn(one) - heightIn(other))[0] ?? NOTHING)
      default:
        return Array.from({ length: part.least }, () => make(part.part)).join('')
    }
  }
  const start = rules.get('start')
  if (start === undefined || heightIn(start) === Infinity) {
    return undefined
  }
  const text = make(start)
  return budget.left < 0 ? undefined : text
}

const NOTHING: Part = { kind: 'sequence', parts: [] }

/** @returns the minimal depth of each rule's derivation; infinite for a rule that never terminates */
function heightsOf(rules: Rules): Map<string, number> {
  const heights = new Map(Object.keys(COMMON).map((name) => [name, 0]))
  // Depths are final after at most as many rounds as there are rules.
  for (
    let hasChanged = true, round = 0;
    hasChanged && round <= Math.min(rules.size, MOST_ROUNDS);
    round += 1
  ) {
    hasChanged = false
    for (const [name, part] of rules) {
      const height = 1 + heightOf(part, heights)
      if (height < (heights.get(name) ?? Infinity)) {
        heights.set(name, height)
        hasChanged = true
      }
    }
  }
  return heights
}

function heightOf(part: Part, heights: ReadonlyMap<string, number>): number {
  switch (part.kind) {
    case 'name':
      return heights.get(part.name) ?? Infinity
    case 'sequence':
      return Math.max(0, ...part.parts.map((one) => heightOf(one, heights)))
    case 'choice':
      return Math.min(...part.parts.map((one) => heightOf(one, heights)))
    case 'repeat':
      return part.least === 0 ? 0 : heightOf(part.part, heights)
    default:
      return 0
  }
}

/** @returns rules and terminals by name; lines that start with `|` continue a definition */
function readRules(grammar: string): Rules {
  const lines = grammar
    .replaceAll(/^[^\S\n]*\/\/.*$/gm, '')
    .replaceAll(/\n[^\S\n]*\|/g, ' |')
    .split('\n')
  const rules = new Map<string, Part>()
  for (const line of lines) {
    const [, name, definition] = /^\s*[?!]?(\w+)(?:\.-?\d+)?\s*:(.*)$/.exec(line) ?? []
    if (name !== undefined && definition !== undefined) {
      const tokens = tokensOf(definition)
      if (tokens.filter((token) => token === '(' || token === '[').length <= MOST_BRACKETS) {
        rules.set(name, readChoice({ tokens, position: 0 }))
      }
    }
  }
  return rules
}

interface Reading {
  tokens: string[]
  position: number
}

function tokensOf(definition: string): string[] {
  const tokens: string[] = []
  TOKEN.lastIndex = 0
  for (let match = TOKEN.exec(definition); match !== null; match = TOKEN.exec(definition)) {
    const [whole, , , alias] = match
    if (alias === undefined) {
      tokens.push(whole.trim())
    }
  }
  return tokens
}

function readChoice(reading: Reading): Part {
  const parts = [readSequence(reading)]
  while (reading.tokens[reading.position] === '|') {
    reading.position += 1
    parts.push(readSequence(reading))
  }
  const [first, ...others] = parts
  return first !== undefined && others.length === 0 ? first : { kind: 'choice', parts }
}

function readSequence(reading: Reading): Part {
  const parts: Part[] = []
  for (
    let token = reading.tokens[reading.position];
    token !== undefined && token !== '|' && token !== ')' && token !== ']';
    token = reading.tokens[reading.position]
  ) {
    reading.position += 1
    parts.push(repeated(readPart(token, reading), reading))
  }
  return { kind: 'sequence', parts }
}

function readPart(token: string, reading: Reading): Part {
  if (token === '(' || token === '[') {
    const inner = readChoice(reading)
    reading.position += 1
    // Square brackets are optional.
    return token === '(' ? inner : { kind: 'repeat', part: inner, least: 0 }
  }
  if (token.startsWith('"')) {
    return { kind: 'text', text: unquoted(token) }
  }
  return token.startsWith('/')
    ? { kind: 'pattern', pattern: token.slice(1, token.lastIndexOf('/')) }
    : { kind: 'name', name: token }
}

function repeated(part: Part, reading: Reading): Part {
  const token = reading.tokens[reading.position] ?? ''
  const counted = /^~\s*(\d+)/.exec(token)?.[1]
  const least = counted === undefined ? LEAST[token] : Number(counted)
  if (least === undefined) {
    return part
  }
  reading.position += 1
  return { kind: 'repeat', part, least: Math.min(least, MOST_TIMES) }
}

/** The minimum number of repetitions, by quantifier. */
const LEAST: Readonly<Record<string, number>> = { '?': 0, '*': 0, '+': 1 }

/** Unquotes a string literal, using JSON escapes if they are valid. */
function unquoted(token: string): string {
  const quoted = token.endsWith('i') ? token.slice(0, -1) : token
  try {
    return String(JSON.parse(quoted))
  } catch {
    return quoted.slice(1, -1)
  }
}
