import { isNounVerb, verbsOf } from '../words.ts'

/** A part of a question that is answered by a call of its own. */
export interface Clause {
  text: string
  /** True if it needs the result of an earlier clause: `then ...`, `... book it`. */
  isLater: boolean
}

/** A connector between two requests. */
const CONNECTOR =
  /(?<=[.!?;])\s+(?=\S)|\s*\n+\s*|,?\s+(?:and\s+|but\s+)?(?:then|afterwards?|after that|after which|finally|next)\b,?\s+|,?\s+(?:and\s+also|as well as|and|but|plus|also)\s+|,\s+/gi

/** Words that make the next request wait for a result. */
const LATER = /\b(?:then|afterwards?|after that|after which|finally|next)\b/i

/** The result of an earlier request. */
const REFERENCE =
  /\b(?:(?<!\b(?:is|was|does|will|did) )it|its|them|they|their|those|these|this|that|(?:the|a|its|your) (?:results?|summary|answers?|output|details?|confirmation|findings|outcome|report|total|same))\b/i

/** A clause that starts like this asks for something. */
const ASKING =
  /^\W*(?:please\b|(?:what|how|when|where|who|which|why|is|are|does|do|did|has|have|can|could|would|will|should)\b|(?:tell|give|show|let) (?:me|us)\b|i(?:['\u2019]d)? (?:want|need|would like|like)\b)/i

/** `30 to Max`, after `send 20 to Lena`. */
const AMOUNT = /^[$\u20ac£]?\d[\d.,]{0,15}(?: \p{L}{1,12})? (?:to|for|from) \p{Lu}/u

/** A sentence that only says how to do the one before. */
const HINT = /^\W*(?:use|using|with|by|via)\b/i

const QUOTED =
  /"[^"\n]{1,500}"|\u201c[^\u201d\n]{1,500}\u201d|`[^`\n]{1,500}`|(?<![\p{L}\p{N}])'[^'\n]{1,300}'(?![\p{L}\p{N}])/gu

/** Longer questions are texts to work on, not lists of requests. */
const MAX_LENGTH = 1500
const MAX_CLAUSES = 12

/**
 * Splits a question into its requests: `Read a.txt and list the folder` has two. Text in quotes is never split, and
 * neither are lists without a verb.
 */
export function splitRequests(question: string): Clause[] {
  if (question.length > MAX_LENGTH) {
    return [{ text: question, isLater: false }]
  }
  const masked = question.replaceAll(QUOTED, (quoted) => '_'.repeat(quoted.length))
  const clauses: Clause[] = []
  let start = 0
  let isLater = false
  for (const match of masked.matchAll(CONNECTOR)) {
    const [connector] = match
    const end = match.index
    const next = end + connector.length
    if (
      clauses.length < MAX_CLAUSES &&
      startsRequest(masked.slice(next), connector) &&
      !isAbbreviation(masked, end)
    ) {
      addClause(clauses, { text: question.slice(start, end), isLater })
      start = next
      isLater = LATER.test(connector)
    }
  }
  addClause(clauses, { text: question.slice(start), isLater })
  return clauses
}

function startsRequest(rest: string, connector: string): boolean {
  if (/^\s|^\n/.test(connector) && connector.trim() === '') {
    return true
  }
  if (ASKING.test(rest)) {
    return true
  }
  if (AMOUNT.test(rest)) {
    return true
  }
  const word = /^\W*(\p{L}{2,30})/u.exec(rest)?.[1]?.toLowerCase() ?? ''
  const hasObject = /^\W*\p{L}+\s+\S/u.test(rest)
  return (
    verbsOf(word).length > 0 &&
    hasObject &&
    !word.endsWith('ing') &&
    (!isNounVerb(word) || isVerbHere(rest, word))
  )
}

/** A word such as `order` is a verb before a determiner, a name or a value. */
function isVerbHere(rest: string, word: string): boolean {
  const after = rest.slice(rest.toLowerCase().indexOf(word) + word.length)
  return /^\s+(?:(?:the|a|an|my|our|your|this|that|it|them|him|her|me|us|all|every|for|to|in|\d)\b|\p{Lu}|[\w.+-]+@|[_/"'#@$])/u.test(
    after,
  )
}

function isAbbreviation(text: string, end: number): boolean {
  return /\b(?:dr|mr|mrs|ms|st|no|vs|e\.g|i\.e|etc|approx)\.$/i.test(text.slice(Math.max(0, end - 8), end))
}

function addClause(clauses: Clause[], { text, isLater }: Clause): void {
  const trimmed = text.trim().replace(/^(?:and|then|but|also)\b[\s,]*/i, '')
  if (trimmed === '') {
    return
  }
  const previous = clauses.at(-1)
  const isSentence = previous !== undefined && /[.!?;]$/.test(previous.text)
  // `How big is a.txt? Get its size.` asks once.
  const continues =
    isSentence && !isLater && (HINT.test(trimmed) || (REFERENCE.test(trimmed) && !hasOwnValue(trimmed)))
  if (continues) {
    previous.text = `${previous.text} ${trimmed}`
    return
  }
  if (previous !== undefined && AMOUNT.test(trimmed)) {
    // The verb is not repeated.
    const verb = /^\W*(?:please )?\p{L}+/iu.exec(previous.text)?.[0] ?? ''
    clauses.push({ text: `${verb} ${trimmed}`, isLater })
    return
  }
  const waits = isLater || (previous !== undefined && REFERENCE.test(trimmed) && !isSentence)
  clauses.push({ text: trimmed, isLater: waits || (/^then\b/i.test(text.trim()) && previous !== undefined) })
}

/** @returns true if a clause names something itself: a proper name, a number, a path, a quote */
export function hasOwnValue(text: string): boolean {
  return /(?<=\S\s)\p{Lu}\p{L}|\d|["\u201c`_]|\S\.\w|\/\w|@/u.test(text)
}
