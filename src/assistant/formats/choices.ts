import { decide } from './decide.ts'
import type { Content, Format, FormatKind } from './types.ts'

const ASK = String.raw`(?:respond|answer|reply|return|output|say|print|write|choose|select|pick|classify|categorize|label|rate|give|state|indicate|determine|decide|use|response|result|verdict)\w{0,3}`

/** `one of the following: a, b, c`, and options in lines below. */
const LISTED = new RegExp(
  String.raw`\b(?:(?:only |exactly )?(?:one|any) (?:of|from|among)(?: |(?=:))(?:the |these )?(?:following |given |allowed |possible |predefined |valid )*(?:\w+ ){0,2}?(?:enum values|values|options|categories|category|labels?|words|classes|choices|answers|topics|intents|tags|sentiments?|departments?|types?|ratings?|levels?|one)?|(?:allowed|possible|valid|permitted|available) (?:values|options|categories|labels|answers|outputs|responses|choices|classes|intents)(?: are| is)?|into (?:one of )?(?:the |these )?(?:following )?(?:categories|labels|classes|topics)|(?:categories|labels|options|classes|intents|choices)(?: are)?|from this list)[^:\n.]{0,60}:[ \t]*`,
  'gi',
)

/** `as positive, negative or neutral`, `with YES or NO`. */
const INLINE = new RegExp(
  String.raw`\b${ASK}\b[^.\n:]{0,100}?(?:\b(?:with|as|by|only|either|into|just|to|is|be|one of|of|single \w+|sentiment|between|whether it is)|:)\s+(?:one of |either |only |just |exactly |the (?:single )?(?:word|letter|character|string|phrase)s? |a |an |simply |with |as |by )*[:([]?\s*((?:["'\u201c\x60*]{0,3}[\w-]{1,30}(?: [\w-]{1,20})?["'\u201d\x60*]{0,3}(?:\s*[,/|]\s*(?:or )?|\s+or\s+)){1,12}["'\u201c\x60*]{0,3}[\w-]{1,30}["'\u201d\x60*]{0,3})`,
  'gi',
)

/** `(yes/no)`, `[Y/N]`, `true or false` after the question. */
const POLAR =
  /[([](yes|y|true|pass|positive)\s*(?:\/|\||or)\s*(no|n|false|fail|negative)[)\]]|\b(yes|true)[ -](?:or|\/)[ -](no|false)\b(?=[ \t]*(?:[.?!:)\n]|$|question|answer|response|only))/i

/** `return 'True'. ... return 'False'`, `"[[A]]" if ...`. */
const SEPARATE = new RegExp(
  String.raw`\b(?:${ASK}|with|and|or|format|format:)\s+(?:with |only |just |exactly |a |the (?:word|phrase|string|label) )*["'\u201c\x60]([^"'\u201d\x60\n]{1,30})["'\u201d\x60](?=[,.]?\s*(?:if|when|otherwise|for|to indicate|in case|\.|$|;|or|and))`,
  'gi',
)

const LETTERED = /^[ \t]*(?:\(([A-H])\)|([A-H])[.):])[ \t]+(\S[^\n]{0,300})$/gm

const LETTER_CUE =
  /\b(?:select|choose|options?|choices?|letter|which|answer|pick|multiple[- ]choice|correct)\b/i

const LETTER_ONLY =
  /\b(?:only|just|single|one) (?:the |a |one |single |correct )*(?:letter|character|option letter|choice)\b|\bletter (?:only|of)\b|\(A\/B|\bA, ?B, ?C/i

const REASON_FIRST =
  /\b(?:reasoning|step[- ]by[- ]step|explain\w*|explanation|think)\b[^]{0,400}\b(?:then|before|finally|at the end|after|last)\b/i

const REPEATED = /\b(?:repeat|again)\b[^.\n]{0,60}\b(?:letter|answer|character|itself)\b/i

const BULLET = /^[ \t]*(?:[-*\u2022+]|\d{1,2}[.)])[ \t]+(.+)$/

/** Longer options are sentences. */
const MAX_OPTION_LENGTH = 60
const MAX_OPTIONS = 60

/** One of a list of options: labels, letters, yes or no. */
export const choices: FormatKind = {
  kind: 'choice',
  read: ({ text }) => lettered(text) ?? listed(text) ?? separate(text) ?? inline(text) ?? polar(text),
}

function lettered(text: string): Format | undefined {
  const options = [...text.matchAll(LETTERED)]
  const letters = options.map(([, inBrackets, plain]) => inBrackets ?? plain ?? '')
  const isList =
    letters.length >= 2 &&
    letters.every((letter, index) => letter === letters[0] || letter > (letters[index - 1] ?? ''))
  if (!isList || letters[0] !== 'A' || !LETTER_CUE.test(text)) {
    return undefined
  }
  const isLetterOnly = LETTER_ONLY.test(text)
  const texts = options.map(([whole]) => (isLetterOnly ? '' : whole.trim()))
  const words = options[0]?.[0].trim() ?? ''
  return {
    words,
    write: (content) => {
      const descriptions = options.map(([, , , description = '']) => description)
      const chosen = descriptions.indexOf(
        decide(descriptions, '', { ...content, sample: () => equalDescription(descriptions) }),
      )
      const index = Math.max(0, chosen)
      return isLetterOnly ? (letters[index] ?? 'A') : (texts[index] ?? '')
    },
  }
}

/** Judges compare two answers that usually agree. */
function equalDescription(descriptions: readonly string[]): string {
  const signs = [
    /\ball the same\b/i,
    /\b(?:same|equal|equivalent|correct|agree|provides?)\b/i,
    /\b(?:fully|consistent)\b/i,
  ]
  const found = signs.flatMap((sign) => descriptions.find((one) => sign.test(one)) ?? [])
  return found[0] ?? descriptions[0] ?? ''
}

function listed(text: string): Format | undefined {
  for (const { 0: words, index } of text.matchAll(LISTED)) {
    const options = optionsAt(text.slice(index + words.length, index + words.length + 3000))
    if (options.length >= 2) {
      return choice(options, { words, text })
    }
  }
  // `ONLY one of the following enum values. ...` and the values below.
  const [words] =
    /\bone of the (?:following|below|listed)\b[^\n]{0,160}\n+(?=[^\n]{1,60}\n)/i.exec(text) ?? []
  const options = words === undefined ? [] : linesAt(text.slice(text.indexOf(words) + words.length))
  return words !== undefined && options.length >= 2
    ? choice(options, { words: words.trim(), text })
    : undefined
}

/** Options on the same line, or one per line below. */
function optionsAt(text: string): string[] {
  const line = /^[^\n]*/.exec(text)?.[0] ?? ''
  const inLine = splitOptions(line.replace(/\.(?:\s[^]*)?$/, ''))
  return inLine.length >= 2 ? inLine : line.trim() === '' ? linesAt(text) : []
}

function linesAt(text: string): string[] {
  const options: string[] = []
  for (const line of text.trimStart().split('\n', MAX_OPTIONS)) {
    const bullet = BULLET.exec(line)?.[1]
    const option = unquoted((bullet ?? line).replace(/\s*(?::|\u2013|\u2014| - )\s*.*$/, ''))
    const isOption = option !== '' && option.length <= MAX_OPTION_LENGTH && !/[.?!]$/.test(option)
    if (!isOption || (options.length > 0 && line.trim() === '')) {
      break
    }
    options.push(option)
  }
  return options
}

function splitOptions(list: string): string[] {
  const cleaned = list.trim().replace(/^[[({]|[\])}]$/g, '')
  const quoted = [...cleaned.matchAll(/["'\u201c`]([^"'\u201d`\n]{1,60})["'\u201d`]/g)].map(
    ([, option = '']) => option,
  )
  if (quoted.length >= 2) {
    return quoted
  }
  const options = cleaned
    .split(/\s*[,|;/]\s*(?:or |and )?|\s+or\s+/)
    .map(unquoted)
    .filter((option) => option !== '')
  return options.every((option) => option.length <= MAX_OPTION_LENGTH && option.split(' ').length <= 4)
    ? options
    : []
}

function separate(text: string): Format | undefined {
  const found = [...text.matchAll(SEPARATE)]
  const options = [...new Set(found.map(([, option = '']) => option))]
  const [first] = found
  return options.length >= 2 && first !== undefined ? choice(options, { words: first[0], text }) : undefined
}

function inline(text: string): Format | undefined {
  for (const [words, list = ''] of text.matchAll(INLINE)) {
    const options = splitOptions(list)
    const isPlain = options.length >= 2 && options.every((option) => !STOPPED.test(option))
    // `with a or b` asks for a choice only if the options are quoted, in capitals, or known pairs.
    const isMarked =
      /["'\u201c`*]/.test(list) ||
      options.some((option) => /^[A-Z][A-Z_]*$/.test(option)) ||
      options.length >= 3 ||
      PAIRS.test(options.join(' '))
    const isVerb =
      /\b(?:only|either|one of|classif|categor|label|just|single|exactly|sentiment|answer|respond|reply)/i.test(
        words,
      )
    if (isPlain && isMarked && isVerb) {
      return choice(options, { words, text })
    }
  }
  return undefined
}

/** Words that are no options. */
const STOPPED =
  /^(?:the|a|an|your|this|it|json|xml|markdown|text|if|and|more|less|fewer|\d+|html|csv|yaml|list|lists|sentence|sentences|words?|paragraphs?|bullet.*|explanation|preamble|additional.*|any|other|no|something)$|\b(?:the|your|if|you|in|of|to)\b/i

const PAIRS =
  /^(?:yes no|no yes|true false|false true|y n|pass fail|positive negative|negative positive|correct incorrect|valid invalid|spam ham|spam not.?spam|safe unsafe|relevant irrelevant|0 1|1 0)$/i

function polar(text: string): Format | undefined {
  const found = POLAR.exec(text)
  const [words, first, second, third, fourth] = found ?? []
  const yes = first ?? third
  const no = second ?? fourth
  return words === undefined || yes === undefined || no === undefined
    ? undefined
    : choice([yes, no], { words, text })
}

function choice(options: readonly string[], { words, text }: { words: string; text: string }): Format {
  const isReasoned =
    REASON_FIRST.test(text) &&
    !/\b(?:do not|don't|without)\b[^.\n]{0,30}\b(?:explain|explanation)/i.test(text)
  return {
    words: words.trim(),
    write: (content) => {
      const chosen = decide(options, text, content)
      return isReasoned ? reasoned(chosen, { content, isRepeated: REPEATED.test(text) }) : chosen
    },
  }
}

function reasoned(
  chosen: string,
  { content, isRepeated }: { content: Content; isRepeated: boolean },
): string {
  const lines = [`Reasoning: ${content.answer}`, '', chosen]
  return [...lines, ...(isRepeated ? [chosen] : [])].join('\n')
}

function unquoted(text: string): string {
  return text
    .trim()
    .replace(/^["'\u201c`*<(]+|["'\u201d`*>).:]+$/g, '')
    .trim()
}
