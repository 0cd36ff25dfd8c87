import { isNounVerb, stem, verbsOf, type Verb } from '../../words.ts'

/** Phrases that ask for a verb without naming it. */
const IDIOMS: readonly (readonly [pattern: RegExp, verb: Verb])[] = [
  [/\b(?:what|which)\b[^.?!]{0,80}\b(?:are|is|do|does) (?:there|we have|i have|you have)\b/i, 'list'],
  [/\b(?:which|what)\b[^.?!]{0,80}\b(?:have|has|did|do) (?:i|we|you|they)\b/i, 'list'],
  [/\bdo (?:you|we) have (?:an?|any|anything|some)\b|\b(?:is there|are there) an?y?\b/i, 'search'],
  [/\bwhich\b[^.?!]{0,80}\b(?:exist|are available)\b|\bwhat(?: is|['\u2019]s) in\b/i, 'list'],
  [/\bwhat does\b[^.?!]{0,80}\b(?:say|contain|read)\b/i, 'read'],
  [/\b(?:where|when) (?:is|are|can)\b|\blook(?:ing)? for\b/i, 'search'],
  [/\b(?:get rid of|clean up)\b|\bthrow\b[^.?!]{0,40}\b(?:away|out)\b/i, 'delete'],
  [/\b(?:turn|switch|shut|power)\b[^.?!]{0,40}\b(?:off|down)\b|\b(?:call|hang) (?:off|up on)\b/i, 'close'],
  [
    /\b(?:let \p{L}{1,30} know|get in touch with|reach out to|write to|write \S+@|(?:drop|write|shoot) \p{L}{2,20} an? (?:line|note|message|e-?mail))\b|\bwrite an? (?:e-?mail|message)\b/iu,
    'send',
  ],
  [/\bmoney back\b/i, 'pay'],
  [/\bsign\b[^.?!]{0,30}\bup\b/i, 'register'],
  [/\b(?:tell|inform|alert|warn) (?!me\b|us\b)[^.?!]{1,40}\b(?:that|about)\b/i, 'send'],
  [/\bsum(?:med|ming)? (?:it |this |that )?up\b/i, 'read'],
  [/^\W*(?:please )?put on \p{Lu}/u, 'play'],
  [/\bset(?:ting)? up\b/i, 'write'],
  [
    /\b(?:open|file|raise|start)\s+(?:an?|another)\s+(?!file|page|document|link|url|app|door|window|browser|tab)/i,
    'write',
  ],
  [/\b(?:which|what) language\b/i, 'analyze'],
  [/\b(?:want|like|love) to (?:hear|listen)\b/i, 'play'],
  [
    /\bhow (?:do|would) (?:you|i|we) say\b|\bwhat is\b[^.?!]{0,60}\bin (?:spanish|french|german|italian|japanese)\b/i,
    'translate',
  ],
  [/\bhow (?:many|much)\b[^.?!\d]{0,40}\b(?:is|are|in|make)\b[^.?!\d]{0,5}\d/i, 'convert'],
  [/\d\s*(?:\+|plus)\s*\d/i, 'add'],
  [/\d\s+(?:-|\u2212|minus)\s+\d/i, 'subtract'],
  [/\d\s*(?:[*×x]|times|multiplied by)\s*\d/i, 'multiply'],
  [/\d\s*(?:[/÷]|divided by|over)\s*\d/i, 'divide'],
]

const CLAUSE_END = /[.!?;:]\s|[.!?;:]$|\n+|,\s+|\s+[-\u2013\u2014]\s+|\b(?:and|then|but|or|so)\b/gi

/** Words before the verb of a request: `please`, `can you`, `I would like to`. */
const LEAD_IN =
  /^\W*(?:(?:please|kindly|now|first|finally|next|also|just|hey|hi|hello|ok|okay|go ahead|afterwards|again|quickly|simply)\W+)*(?:(?:can|could|would|will) you (?:please |kindly |also |just |go ahead and )?|(?:i|we)(?:['\u2019]d| would)? (?:really )?(?:want|need|like|wish|have)(?: you)? to |(?:help (?:me|us)|let['\u2019]?s|let us|try to|be sure to|make sure to|remember to|don['\u2019]t forget to|it['\u2019]?s time to|time to|ready to|you (?:should|must|need to|have to|may|can)) )?(?:please )?(?:to )?(?:permanently |immediately |now )?/iu

/** A phrase of one to three words at the start of a clause: `in repo x, ...`. */
const LEADING_PHRASE = /^\W*(?:in|on|for|from|at|with|using|via)\s+/i

const NEGATED =
  /^\W*(?:(?:please|but|and)\W+)*(?:don['\u2019]?t|do not|never|without|instead of|rather than|not|no need to|avoid|stop \p{L}+ing)\b/iu

/** `the file should be deleted` */
const PASSIVE = /\b(?:should|must|needs? to|has to|have to|ought to) be (\p{L}{3,20})\b/giu

/** A verb after these words is asked for: `I want it to send`, `please send`. */
const INNER = /\b(?:to|please)\s+(\p{L}{2,20})\b/giu

/** Nouns after which a word such as `order` is a noun, too: `order status`. */
const NOUN_AFTER =
  /^\s+(?:status|address(?:es)?|history|numbers?|list|details?|polic(?:y|ies)|info|information|id|ids|count|price|statement|logs?|service|template|balance|summary|subject|body|threads?|of|from|about|is|are|was|were|in|has|have)\b/i

/** Longer questions are cut. */
const MAX_LENGTH = 3000

/** What a question asks to be done. */
export interface Asked {
  verbs: ReadonlySet<Verb>
  /** Stems of the words where a request has its verb, known verbs or not. */
  words: ReadonlySet<string>
}

/**
 * Returns what a question asks for. A verb counts at the start of a clause and after words such as `please`, `can you` or
 * `I want to`, but not elsewhere: `Explain the refund policy` asks for no refund. Negated clauses ask for nothing.
 */
export function readAsked(question: string): Asked {
  const text = question.slice(0, MAX_LENGTH)
  const verbs = new Set<Verb>()
  const words = new Set<string>()
  for (const clause of text.split(CLAUSE_END)) {
    if (!NEGATED.test(clause)) {
      const word = wordAt(clause, LEAD_IN.exec(clause)?.[0].length ?? 0)
      words.add(stem(word))
      addVerbsOf(clause, verbs)
    }
  }
  for (const [pattern, verb] of IDIOMS) {
    if (pattern.test(text)) {
      verbs.add(verb)
    }
  }
  return { verbs, words }
}

/** @returns true if the text has a question that starts with a question word or an auxiliary verb */
export function asksQuestion(text: string): boolean {
  return /(?:^|[.!?,;:\n]\s*)\W{0,3}(?:(?:and|but|so|please tell me|tell me) )?(?:what|how|when|where|who|whom|whose|which|why|is|are|was|were|does|do|did|has|have|any)\b/i.test(
    text.slice(0, MAX_LENGTH),
  )
}

function addVerbsOf(clause: string, asked: Set<Verb>): void {
  const start = LEAD_IN.exec(clause)?.[0].length ?? 0
  addAll(verbAt(clause, start), asked)
  addAll(verbAfterPhrase(clause), asked)
  for (const [, word = ''] of clause.matchAll(PASSIVE)) {
    addAll(verbsOf(word.toLowerCase()), asked)
  }
  for (const [, word = ''] of clause.matchAll(INNER)) {
    addAll(
      verbsOf(word.toLowerCase()).filter((verb) => !RISKY_WORDS.has(verb)),
      asked,
    )
  }
}

/** Verbs that are asked for only where a request starts: `Is it possible to cancel?` cancels nothing. */
const RISKY_WORDS: ReadonlySet<Verb> = new Set<Verb>(['delete', 'overwrite', 'pay', 'send', 'close', 'call'])

function verbAfterPhrase(clause: string): readonly Verb[] {
  let at = LEADING_PHRASE.exec(clause)?.[0].length
  for (let words = 0; at !== undefined && words < 3; words += 1) {
    const word: number | undefined = /^\S+\s+/.exec(clause.slice(at))?.[0].length
    at = word === undefined ? undefined : at + word
    const verbs = at === undefined ? [] : verbAt(clause, at)
    if (verbs.length > 0) {
      return verbs
    }
  }
  return []
}

function verbAt(clause: string, start: number): readonly Verb[] {
  const word = wordAt(clause, start)
  const after = clause.slice(clause.toLowerCase().indexOf(word, start) + word.length)
  const isNoun = isNounVerb(word) && NOUN_AFTER.test(after)
  // `Give it 4 stars` asks for no information.
  const isGift = word === 'give' && !/^\s+(?:me|us)\b/i.test(after)
  return isNoun || isGift ? [] : verbsOf(word)
}

function wordAt(text: string, start: number): string {
  return /^\W*(\p{L}{2,30})/u.exec(text.slice(start))?.[1]?.toLowerCase() ?? ''
}

function addAll(verbs: readonly Verb[], asked: Set<Verb>): void {
  for (const verb of verbs) {
    asked.add(verb)
  }
}
