import type { Evidence } from './evidence.ts'

/** The use of a free text: it decides where the text starts and ends. */
export type TextUse =
  'message' | 'title' | 'query' | 'source' | 'topic' | 'product' | 'command' | 'code' | 'reason'

/** A part of the question. */
export interface Phrase {
  text: string
  /** True if words of the question introduce it: `saying ...`, `titled ...`. */
  isExplicit: boolean
}

/** Patterns by use, tried in order; the phrase is the group `text`. */
const PATTERNS: Readonly<Record<TextUse, readonly RegExp[]>> = {
  message: [
    /\b(?:saying|(?:that|which) (?:says|reads)|with (?:the |a |this )?(?:text|message|content|contents|body|caption|words?|note|comment|reply))(?: that)?:?\s+(?<text>.+)/is,
    /\b(?:tell|inform|notify|warn|alert|remind|message|text|ask|let|email|ping|dm)\s+(?:[^\s,.]+\s){1,4}?(?:know\s)?(?:that|to say|to tell (?:him|her|them) (?:that )?|know|if|whether)\s+(?<text>.+)/is,
    /\b(?:remind)\s+(?:[^\s,.]+\s){1,3}?(?:to|about)\s+(?<text>.+)/is,
    /\b(?:ask|tell)\s+(?:[^\s,.]+\s){1,3}?(?:to|for)\s+(?<text>.+)/is,
    /^\W*(?:please |can you |could you |kindly )*(?:echo|say|repeat|print|announce|speak|shout|post|tweet|remember|note|memorize|save|jot down|log)\s+(?:that |the (?:text|words?|message) |down )?(?<text>.+?)(?:\s+(?:to|in|into|on|at the end of)\s+(?:the |my |our )?[^\s]+(?:\s(?:channel|file|list|notes?|log|folder))?)?$/is,
    /\b(?:write|append|add|put|insert|save|store)\s+(?:the (?:text|line|words?|sentence|content) )?(?<text>.+?)\s+(?:to|into|in|at the end of|as|inside)\s+(?:the |my |our |a )?(?:file |document |note )?\S*[./]\S+/is,
    /:\s+(?<text>\S.*)/s,
    /\b(?:about|regarding|concerning)\s+(?<text>.+)/is,
  ],
  title: [
    /\b(?:titled|entitled|called|named|with (?:the |a )?(?:title|name|subject|summary|headline)|(?:title|subject|name) (?:is|should be|it))(?: of)?:?\s+(?<text>.+?)(?=\s(?:with|in|on|at|for|to|and|from|due|by|under|tomorrow|today|next|this|of|assigned|priced)\b|[,;]|\.(?:\s|$)|$)/is,
    /\b(?:title|subject|headline|name):\s*(?<text>[^,;\n]+)/i,
    /\b(?:remind|reminder|remember)\b(?:\s+(?:me|us|him|her|them))?\s+(?:to|about|for|of)\s+(?<text>.+)/is,
    /\b(?:task|todo|to-do|issue|ticket|bug|event|note|card|story|page|document|post|article|item|alarm|case|report)s?\s*(?::|\s(?:about|to|for|that|saying|on|regarding))\s+(?<text>.+)/is,
    /^\W*(?:please |can you |could you )*(?:add|put|append)\s+(?<text>.+?)\s+(?:to|on|onto|into)\s+(?:the |my |our |a )?(?:[\p{L}-]+ ){0,2}(?:list|todos?|tasks?|calendar|backlog|board|agenda|notes?|cart|basket)\b/iu,
    /\b(?:schedule|book|plan|arrange|set up|create|add|organi[sz]e|put)\s+(?:in\s)?(?:an?|the|my|another)?\s*(?<text>(?:[\p{L}-]+\s){0,3}(?:meeting|call|appointment|event|lunch|dinner|breakfast|review|interview|standup|stand-up|sync|demo|party|session|workshop|visit|checkup|check-up|training|retro(?:spective)?)(?:\swith\s\p{Lu}[\p{L}'\u2019-]*(?:\s\p{Lu}[\p{L}'\u2019-]*)?)?)/iu,
    /\b(?:going to|attend(?:ing|s)?|invited? (?:you |us )?to|hosting|hosts?|join(?:ing)? (?:us |me )?(?:for|at))\s+(?:an?|the|our|my|his|her|their)\s+(?<text>.+)/is,
    /\b(?:about|regarding)\s+(?<text>.+)/is,
  ],
  query: [
    /\b(?:search|look|browse|google|query|hunt|scan|check)\b[^.?!:]{0,60}?\b(?:for|up)\s+(?<text>.+)/is,
    /^\W*(?:please |can you |could you |i want to |i need to |help me )*(?:search|find|look up|google|lookup|research|locate|query)\s+(?:me |us |out )?(?:(?:the |our |my )?(?:web|internet|docs|documentation|knowledge base|wikipedia|catalog|database|online)\s+(?:for|about)\s+)?(?<text>.+)/is,
    /\b(?:tell me|know|learn|read|information|info|details|articles?|news|papers?|documents?|docs|posts?|something|anything)\s+(?:more )?(?:about|on|regarding|for)\s+(?<text>.+)/is,
    /:\s+(?<text>\S.*)/s,
  ],
  source: [
    /\b(?:how (?:do|would|can) (?:you|i|we|one) say|translate|say|how to say)\s+(?:the (?:word|phrase|sentence|text|following)s?:?\s+)?(?<text>.+?)\s+(?:(?:from\s+\p{Lu}\p{L}+\s+)?(?:in|to|into)\s+(?:the\s+)?\p{L}+(?:\s+language)?)\W*$/isu,
    /(?:following|below|this)?(?:\s[\p{L} ]{0,40})?:\s*\n?\s*(?<text>\S.*)/su,
    /\n\s*\n\s*(?<text>\S.*)/s,
    /^\W*(?:please )?(?:translate|summarize|classify|analy[sz]e|proofread|rewrite|paraphrase|tokenize|encode|decode|hash|reverse|spell-?check)\s+(?:this |the following |the )?(?:(?:text|sentence|phrase|review|message|word|string) )?(?<text>.+?)(?:\s+(?:to|into)\s+\p{L}+)?$/isu,
  ],
  topic: [
    /\b(?:about|on the (?:topic|subject) of|regarding|concerning|on|explaining|covering)\s+(?<text>.+)/is,
    /\b(?:poem|story|joke|essay|article|song|report|summary|recipe|history|list|picture|image|photo|drawing|explanation|overview|review|speech|plan|quiz|course|lesson)\s+(?:of|for|in)\s+(?<text>.+)/is,
    /^\W*(?:please )?(?:draw|paint|generate|create|make|render|sketch|explain|describe|define|research|teach me|write)\s+(?:me |us )?(?:an? (?:image|picture|photo|drawing|sketch) of )?(?<text>.+)/is,
    /^\W*(?:who|what) (?:is|are|was|were)\s+(?<text>.+)/is,
  ],
  product: [
    /(?<![\w.,$-])\d{1,5}\s?(?:x\s|\u00d7\s)?(?:more |of |(?:bottles|boxes|bags|packs|cups|pieces|pairs|units|kg|g|cartons|cans|slices|loaves) of )?(?<text>(?!(?:[\p{L}]{1,3}\b|usd|eur|dollars?|euros?|people|persons|guests|days?|hours?|minutes?|percent|nights?|years?|weeks?|months?|stars?)(?![\p{L}]))\p{L}[\p{L} '-]{2,50}?)(?=\s(?:for|at|from|on|in|to|with|by|and|each|costing|priced|that|which|of)\b|[,.;:!?]|$)/iu,
    /\b(?:order(?:ed)?|buy|bought|purchased?|add|want|need|get|find|search for|price of|cost of|review of|sell|sold|return)\s+(?:me |us )?(?:an?|the|some|my|one|two|three)?\s*(?<text>[\p{L}\p{N}][\p{L}\p{N} '-]{2,60}?)(?=\s(?:for|at|from|on|in|to|with|by|under|below|and|which|that|yesterday|today|last)\b|[,.;:!?]|$)/iu,
  ],
  command: [
    /\b(?:run|execute|exec|bash|shell|terminal|command)\b\s*(?:(?:the |this )?(?:command|following|bash|shell|script|cmd)\b(?: (?:command|script))?)?:\s*(?<text>\S.*)/is,
    /\b(?:run|execute|exec|invoke)\s+(?:the |this )?(?:command |shell command |bash command |bash |script )?(?<text>.+?)(?:\s+(?:in|on|using|with|inside) (?:the |a )?(?:bash|shell|terminal|console|command line|powershell|zsh|sandbox))?$/is,
  ],
  code: [
    /\b(?:code|script|snippet|program|python|javascript|sql|query)\b[^:\n]{0,20}:\s*\n?(?<text>\S.*)/is,
    /\b(?<text>(?:SELECT|INSERT INTO|UPDATE|DELETE FROM|WITH|CREATE TABLE)\s.+)/s,
    /\b(?:run|execute|evaluate)\s+(?:the |this )?(?:python |javascript |js |sql )?(?:code |script |snippet )?(?<text>\S*[(=].*)/is,
  ],
  reason: [
    /\b(?:because(?: of)?|since|due to|as|reason(?: is|:)?|for (?=(?:being|not|a |an ))|it (?=(?:was|is|arrived|does|doesn|never)\b))\s*(?<text>.+)/is,
    /[.!,]\s+(?<text>(?:it|they|he|she|the)\s.+)/is,
  ],
}

/**
 * Finds the part of a question that a free-text property gets.
 *
 * @param use the meaning of the property
 */
export function findPhrase(evidence: Evidence, use: TextUse): Phrase | undefined {
  const { text } = evidence
  for (const pattern of PATTERNS[use]) {
    const found = pattern.exec(text)?.groups?.['text']
    const cleaned = found === undefined ? '' : clean(found, use, evidence)
    if (cleaned !== '') {
      return { text: cleaned, isExplicit: true }
    }
  }
  return undefined
}

function clean(found: string, use: TextUse, evidence: Evidence): string {
  let text = found.trim()
  if (use === 'title' || use === 'topic' || use === 'product') {
    text = text.split(/\n|(?<=[\p{L}\p{N}"')])[.!?](?:\s|$)/u, 1)[0] ?? text
  }
  if (use === 'query') {
    text = (text.split(/\n/, 1)[0] ?? text).replace(
      /\s+(?:on|in|from|using|via|with)\s+(?:the |our |my )?(?:web|internet|docs|documentation|wikipedia|google|knowledge base|catalog|database|handbook|wiki|manual|search tool)\b.*$/i,
      '',
    )
  }
  if (use === 'title') {
    text = withoutTimes(text, evidence)
  }
  if (use !== 'message' && use !== 'code') {
    text = text.replace(/[,;]? (?:please|for me|thanks?|thank you)\W*$/i, '')
  }
  text =
    use === 'query' || use === 'topic' || use === 'title' || use === 'product'
      ? text.replace(/^(?:the|an?|some|any)\s+(?=\S)/i, '')
      : text
  text = use === 'message' || use === 'code' || use === 'source' ? text : text.replace(/[.!?,;:]+$/, '')
  return unquote(text.trim())
}

/** Removes dates and times at the end: `call mom` of `call mom tomorrow at 5pm`. */
function withoutTimes(text: string, evidence: Evidence): string {
  const at = evidence.text.indexOf(text)
  const first = evidence.entities
    .filter(({ kind, start }) => (kind === 'date' || kind === 'time') && start > at)
    .map(({ start }) => start)
    .toSorted((one, other) => one - other)[0]
  return at === -1 || first === undefined || first > at + text.length
    ? text
    : text
        .slice(0, first - at)
        .replace(/\s+(?:on|at|by|for|due|from|in|until|starting|this|before|between)?\s*$/i, '')
}

function unquote(text: string): string {
  const inner = /^["'\u201c\u2018`]+([\s\S]+?)["'\u201d\u2019`]+[.!?]?$/.exec(text)?.[1]
  return inner !== undefined && !/["\u201c`]/.test(inner) ? inner : text
}

/** Words that may stand between a label and its value. */
const LINK = String.raw`(?:\s*[:=]\s*|\s+(?:is|are|was|as|should be|must be|will be|set to|of|to)\s+|\s+(?=["'\u201c\x60]))`

/** A value after a label: in quotes, or until the next separator. */
const LABELED = String.raw`(?:["\u201c\x60](?<quoted>[^"\u201d\x60\n]{1,500})["\u201d\x60]|'(?<single>[^'\n]{1,300})'|(?<plain>[^\s,;\n][^,;\n]{0,200}?)(?=[,;\n]|[.!?](?:\s|$)|\s(?:and|with|but|for|in|on|then)\s|$))`

/** A label starts a part of the text, or follows one of a few words. */
const BEFORE_LABEL = String.raw`(?<=^|[,;:({\n."'\x60\u201c*-]\s?|\b(?:with|and|by|set|use|using|the|an?|for|my|your|our|its|his|her|their|of|new|has|have|is|to|in) )`

/**
 * Finds the noun before a property's name: `checkout` of `the checkout service`.
 *
 * @param label the words of the property's name
 */
export function findBeforeLabel(text: string, label: readonly string[]): string | undefined {
  const [word] = label
  if (label.length !== 1 || word === undefined || !text.toLowerCase().includes(word)) {
    return undefined
  }
  const found = new RegExp(
    String.raw`\b(?:the|my|our|in|to|from|on)\s+([\p{Ll}\p{N}][\p{L}\p{N}-]{1,30})\s+${word}\b`,
    'u',
  ).exec(text)?.[1]
  return found === undefined ||
    /^(?:the|my|our|your|this|that|new|next|first|last|same|other|right|whole|current|a|an)$/.test(found)
    ? undefined
    : found
}

/** Names that are ordinary words of a sentence; they need a colon or an equals sign. */
const ORDINARY =
  /^(?:to|from|in|at|on|by|for|id|it|q|type|kind|state|text|value|key|start|end|name|note|order|time|date|day|place|city|location|user|query|message|content|input|item)$/

/**
 * Finds the value after a property's name: `priority: high`, `title "Fix login"`, `budget is 500`.
 *
 * @param label the words of the property's name
 */
export function findLabeled(text: string, label: readonly string[]): string | undefined {
  const [first] = label
  if (first === undefined || (label.length === 1 && first.length < 2)) {
    return undefined
  }
  const isOrdinary = label.length === 1 && ORDINARY.test(first)
  const words = label.map((word) => word.replaceAll(/[^\p{L}\p{N}]/gu, ''))
  // Most texts lack a word of the label, or a colon. To compile an expression costs more than to check that.
  const lower = text.toLowerCase()
  if ((isOrdinary && !/[:=]/.test(text)) || !words.every((word) => lower.includes(word))) {
    return undefined
  }
  const link = isOrdinary ? String.raw`(?:"?\s*[:=]\s*)` : `"?${LINK}`
  const groups = new RegExp(`${BEFORE_LABEL}${words.join(String.raw`[\s_-]?`)}${link}${LABELED}`, 'iu').exec(
    text,
  )?.groups
  return (groups?.['quoted'] ?? groups?.['single'] ?? groups?.['plain'])?.trim()
}
