import type { Generation } from '../generation.ts'
import { readPaths } from '../values/readers/paths.ts'
import { stringFromPattern } from '../text/string-from-pattern.ts'

/** A node of a parsed rule. */
type GrammarNode =
  | { kind: 'text'; text: string }
  | { kind: 'pattern'; pattern: string }
  | { kind: 'name'; name: string }
  | { kind: 'sequence'; parts: GrammarNode[] }
  | { kind: 'choice'; parts: GrammarNode[] }
  | { kind: 'repeat'; part: GrammarNode; min: number }

/** Terminals of the `common` module, which grammars import. */
const COMMON_TERMINALS: Readonly<Record<string, GrammarNode>> = {
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
  LF: { kind: 'text', text: '\n' },
  CR: { kind: 'text', text: '\r' },
  HEXDIGIT: { kind: 'text', text: 'a' },
  LCASE_LETTER: { kind: 'text', text: 'a' },
  UCASE_LETTER: { kind: 'text', text: 'A' },
}

const TOKEN =
  /\s*(?:("(?:[^"\\]|\\.)*"i?)|\/((?:[^/\\\n]|\\.)+)\/[a-z]*|(->\s*\w+)|([A-Za-z_]\w*)|(~\s*\d+(?:\s*\.\.\s*\d+)?)|([()[\]|?*+]))/y

/** Longer prompts are cut before they are searched for a file. */
const MAX_PROMPT_LENGTH = 5000

/** Longer grammars are rejected, and rules with more brackets are skipped. */
const MAX_GRAMMAR_LENGTH = 20_000
const MAX_BRACKETS = 100

/** Limits for rules that expand exponentially, for repetitions, and for the search of minimal depths. */
const MAX_STEPS = 5000
const MAX_REPETITIONS = 40
const MAX_ROUNDS = 200

type Rules = ReadonlyMap<string, GrammarNode>

/**
 * @param grammar a Lark grammar of a custom tool (https://lark-parser.readthedocs.io, "Grammar Reference")
 * @param prompt the user's text, which names files and lines
 * @returns a short text that matches the rule `start`; undefined if the grammar is invalid, unsupported or too complex
 */
export function textFromGrammar(grammar: string, generation: Generation, prompt = ''): string | undefined {
  if (grammar.length > MAX_GRAMMAR_LENGTH) {
    return undefined
  }
  const rules = parseRules(grammar)
  const depths = minDepths(rules)
  const depthOf = (part: GrammarNode) => minDepth(part, depths)
  const budget = { left: MAX_STEPS }
  const generate = (part: GrammarNode, owner = ''): string => {
    budget.left -= 1
    if (budget.left < 0) {
      return ''
    }
    switch (part.kind) {
      case 'text':
        return generation.budget.write(part.text.length, GRAMMAR_TEXT_INCOMPLETE) ? part.text : ''
      case 'pattern':
        return (
          (isFreeText(part.pattern) ? freeText(owner, prompt) : undefined) ??
          stringFromPattern(part.pattern, generation) ??
          ''
        )
      case 'name':
        return generate(rules.get(part.name) ?? COMMON_TERMINALS[part.name] ?? EMPTY, part.name)
      case 'sequence':
        return part.parts.map((one) => generate(one, owner)).join('')
      case 'choice':
        // Additions are safer than deletions; else the first alternative of minimal depth.
        return generate(
          part.parts.toSorted(
            (one, other) =>
              preference(one, prompt) - preference(other, prompt) || depthOf(one) - depthOf(other),
          )[0] ?? EMPTY,
          owner,
        )
      default:
        return Array.from({ length: part.min }, () => generate(part.part, owner)).join('')
    }
  }
  const start = rules.get('start')
  if (start === undefined || depthOf(start) === Infinity) {
    return undefined
  }
  const text = generate(start)
  return budget.left < 0 ? undefined : text
}

/** `(.+)`, `.*`: any text on one line. */
function isFreeText(pattern: string): boolean {
  return /^\(?\.[+*]\)?$|^\(?\[\^\\[rn](?:\\[rn])?\][+*]\)?$/.test(pattern)
}

/** @returns text for a rule that permits any: a file of the prompt, or a line that is named in quotes */
function freeText(rule: string, prompt: string): string | undefined {
  if (/file|path/i.test(rule)) {
    return readPaths(prompt.slice(0, MAX_PROMPT_LENGTH), { now: 0 })[0]?.text ?? 'notes.txt'
  }
  const line = /["'`]([^"'`\n]{1,200})["'`]/.exec(prompt)?.[1] ?? prompt.split('\n', 1)[0]?.trim()
  return line === undefined || line === '' ? 'text' : line
}

/** Alternatives that delete or move come last, unless the prompt asks for them. */
function preference(part: GrammarNode, prompt: string): number {
  const name = part.kind === 'name' ? part.name : ''
  const isDeletion = /delete|remove|drop/i.test(name)
  return isDeletion
    ? /\b(?:delete|remove|drop)\b/i.test(prompt)
      ? -1
      : 2
    : /^(?:add|create|insert|new)_/i.test(name)
      ? 0
      : 1
}

const GRAMMAR_TEXT_INCOMPLETE =
  'the text of a grammar is incomplete: it exceeds the output limit of a response'

const EMPTY: GrammarNode = { kind: 'sequence', parts: [] }

/** @returns the minimal depth of each rule's derivation; infinite for a rule that never terminates */
function minDepths(rules: Rules): Map<string, number> {
  const depths = new Map(Object.keys(COMMON_TERMINALS).map((name) => [name, 0]))
  // Depths are final after at most as many rounds as there are rules.
  for (
    let hasChanged = true, round = 0;
    hasChanged && round <= Math.min(rules.size, MAX_ROUNDS);
    round += 1
  ) {
    hasChanged = false
    for (const [name, part] of rules) {
      const depth = 1 + minDepth(part, depths)
      if (depth < (depths.get(name) ?? Infinity)) {
        depths.set(name, depth)
        hasChanged = true
      }
    }
  }
  return depths
}

function minDepth(part: GrammarNode, depths: ReadonlyMap<string, number>): number {
  switch (part.kind) {
    case 'name':
      return depths.get(part.name) ?? Infinity
    case 'sequence':
      return Math.max(0, ...part.parts.map((one) => minDepth(one, depths)))
    case 'choice':
      return Math.min(...part.parts.map((one) => minDepth(one, depths)))
    case 'repeat':
      return part.min === 0 ? 0 : minDepth(part.part, depths)
    default:
      return 0
  }
}

/** @returns rules and terminals by name; lines that start with `|` continue a definition */
function parseRules(grammar: string): Rules {
  const lines = grammar
    .replaceAll(/^[^\S\n]*\/\/.*$/gm, '')
    .replaceAll(/\n[^\S\n]*\|/g, ' |')
    .split('\n')
  const rules = importedTerminals(grammar)
  for (const line of lines) {
    const [, name, definition] = /^\s*[?!]?(\w+)(?:\.-?\d+)?\s*:(.*)$/.exec(line) ?? []
    if (name !== undefined && definition !== undefined) {
      const tokens = tokenizeRule(definition)
      if (tokens.filter((token) => token === '(' || token === '[').length <= MAX_BRACKETS) {
        rules.set(name, parseChoice({ tokens, position: 0 }))
      }
    }
  }
  return rules
}

/** `%import common.INT -> NUMBER` gives a terminal another name. */
function importedTerminals(grammar: string): Map<string, GrammarNode> {
  const renamed = [...grammar.matchAll(/^[^\S\n]*%import\s+common\.(\w+)[^\S\n]*->[^\S\n]*(\w+)/gm)]
  return new Map(renamed.map(([, name = '', alias = '']) => [alias, { kind: 'name', name }]))
}

interface TokenCursor {
  tokens: string[]
  position: number
}

function tokenizeRule(definition: string): string[] {
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

function parseChoice(cursor: TokenCursor): GrammarNode {
  const parts = [parseSequence(cursor)]
  while (cursor.tokens[cursor.position] === '|') {
    cursor.position += 1
    parts.push(parseSequence(cursor))
  }
  const [first, ...others] = parts
  return first !== undefined && others.length === 0 ? first : { kind: 'choice', parts }
}

function parseSequence(cursor: TokenCursor): GrammarNode {
  const parts: GrammarNode[] = []
  for (
    let token = cursor.tokens[cursor.position];
    token !== undefined && token !== '|' && token !== ')' && token !== ']';
    token = cursor.tokens[cursor.position]
  ) {
    cursor.position += 1
    parts.push(withQuantifier(parseNode(token, cursor), cursor))
  }
  return { kind: 'sequence', parts }
}

function parseNode(token: string, cursor: TokenCursor): GrammarNode {
  if (token === '(' || token === '[') {
    const inner = parseChoice(cursor)
    cursor.position += 1
    // Square brackets are optional.
    return token === '(' ? inner : { kind: 'repeat', part: inner, min: 0 }
  }
  if (token.startsWith('"')) {
    return { kind: 'text', text: unquote(token) }
  }
  return token.startsWith('/')
    ? { kind: 'pattern', pattern: token.slice(1, token.lastIndexOf('/')) }
    : { kind: 'name', name: token }
}

function withQuantifier(part: GrammarNode, cursor: TokenCursor): GrammarNode {
  const token = cursor.tokens[cursor.position] ?? ''
  const counted = /^~\s*(\d+)/.exec(token)?.[1]
  const min = counted === undefined ? MIN_REPETITIONS[token] : Number(counted)
  if (min === undefined) {
    return part
  }
  cursor.position += 1
  return { kind: 'repeat', part, min: Math.min(min, MAX_REPETITIONS) }
}

/** The minimum number of repetitions, by quantifier. */
const MIN_REPETITIONS: Readonly<Record<string, number>> = { '?': 0, '*': 0, '+': 1 }

/** Unquotes a string literal, using JSON escapes if they are valid. */
function unquote(token: string): string {
  const quoted = token.endsWith('i') ? token.slice(0, -1) : token
  try {
    return String(JSON.parse(quoted))
  } catch {
    return quoted.slice(1, -1)
  }
}
