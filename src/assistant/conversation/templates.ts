/** The parts of a prompt template that encloses a question. */
export interface Template {
  question: string
  /** Retrieved text that the answer is taken from; empty if there is none. */
  passages: string
  /** The template's instructions. */
  rest: string
}

/** Cheap test for a template: a label, a rule of dashes or a numbered source. */
const MAY_BE_TEMPLATE =
  /\b(?:question|query|request|context|information|documents?|sources?|passages?|excerpts?|results|background|knowledge|articles?|text|Q)\b[^\n:]{0,40}:|^(?:-{5,}|={5,}|\[\d+\] )/im

/** A label at the start of a line, followed by the question. */
const QUESTION_LABEL =
  /^[#*[ \t>-]{0,6}(?:here is |the following is )?(?:the |a |my )?(?:user(?:'s|\u2019s)? |human |customer |student |current |new |final |original |input |standalone |follow[- ]?up )?(?:question|query|request|q|user input)(?: for [\w ]{1,30})?[\]* \t]{0,4}:[* \t]*/gim

const CONTEXT_LABEL =
  /^[#*[ \t>-]{0,6}(?:here (?:is|are) )?(?:the |some )?(?:following )?(?:retrieved |relevant |provided |reference |source |supporting |additional |background )?(?:context|documents?|sources?|passages?|excerpts?|snippets?|search results|knowledge(?: base)?|background|information|references?|articles?|chunks?)(?: information| chunks| passages)?(?: (?:is|are))?(?: below| provided)?[\]* \t]{0,4}(?::[* \t]*|\.?[ \t]*\n(?=[-=~]{4,}))/gim

/** Rules around passages: dashes, equals signs, tildes. */
const RULE = /^[ \t]*(?:-{4,}|={4,}|~{4,}|\*{4,}|`{3,}|"{3})[ \t]*$/gm

/** One line that asks for the answer: `Answer:`, `### Response:`. */
const ANSWER_CUE = /(?:^|\n)[^\n:?]{0,200}:[* \t]*$/

/** `[1] ...` at the start of a line. */
const NUMBERED_SOURCE = /^[ \t]*\[\d{1,3}\][:. ][^\n]*(?:\n|$)/gm

/** Longer texts are not searched for labels. */
const MAX_TEMPLATE_LENGTH = 100_000

/** Longer text after a context label, without a question label, is no question. */
const MAX_QUESTION_LENGTH = 400

/**
 * Finds the question in a prompt template, for example of retrieval: `Context: ...` and `Question: ...` in either order.
 * The last label wins, since examples come first.
 *
 * @param text the user's own text
 * @returns undefined if the text is no template
 */
export function readTemplate(text: string): Template | undefined {
  if (text.length > MAX_TEMPLATE_LENGTH || !MAY_BE_TEMPLATE.test(text)) {
    return undefined
  }
  const label = [...text.matchAll(QUESTION_LABEL)].at(-1)
  return label === undefined ? readUnlabeled(text) : readLabeled(text, label)
}

/** @returns the passages of a text without a question, such as a system message */
export function readPassages(text: string): string {
  if (text.length > MAX_TEMPLATE_LENGTH || !MAY_BE_TEMPLATE.test(text)) {
    return ''
  }
  return passagesOf(text)?.passages ?? ''
}

function readLabeled(text: string, label: RegExpExecArray): Template | undefined {
  const start = label.index + label[0].length
  const before = text.slice(0, label.index)
  const after = text.slice(start)
  // The context may follow the question.
  const context = firstMatch(CONTEXT_LABEL, after)
  const own = context === undefined ? after : after.slice(0, context.index)
  const question = unquote(own.replace(ANSWER_CUE, '').trim())
  const isWhole = question !== '' && !/\n\s*\n/.test(question) && !/\n[^\n:]{0,40}:/.test(question)
  if (!isWhole) {
    return undefined
  }
  const sources = passagesOf(context === undefined ? before : after.slice(context.index))
  return {
    question,
    passages: sources?.passages ?? '',
    rest: context === undefined ? (sources?.rest ?? before.trim()) : joinTexts([before, sources?.rest ?? '']),
  }
}

/** `Context: ...` with the question in a paragraph of its own, before or after it. */
function readUnlabeled(text: string): Template | undefined {
  const sources = passagesOf(text)
  if (sources === undefined) {
    return undefined
  }
  if (sources.rest !== '') {
    return { question: sources.rest, passages: sources.passages, rest: '' }
  }
  const paragraphs = sources.passages.split(/\n\s*\n/)
  const last = paragraphs.at(-1)?.replace(ANSWER_CUE, '').trim() ?? ''
  return paragraphs.length > 1 && last.endsWith('?') && last.length <= MAX_QUESTION_LENGTH
    ? { question: last, passages: paragraphs.slice(0, -1).join('\n\n').trim(), rest: '' }
    : undefined
}

interface Passages {
  passages: string
  rest: string
}

function passagesOf(text: string): Passages | undefined {
  return betweenRules(text) ?? afterLabel(text) ?? numberedSources(text)
}

/** Passages between two rules after a context label. */
function betweenRules(text: string): Passages | undefined {
  const label = firstMatch(CONTEXT_LABEL, text)
  const [opening, closing] = [...text.matchAll(RULE)].filter(
    ({ index }) => index >= (label?.index ?? Infinity),
  )
  if (label === undefined || opening === undefined || closing === undefined) {
    return undefined
  }
  const isNextToLabel = text.slice(label.index + label[0].length, opening.index).trim() === ''
  return isNextToLabel
    ? {
        passages: text.slice(opening.index + opening[0].length, closing.index).trim(),
        rest: joinTexts([text.slice(0, label.index), text.slice(closing.index + closing[0].length)]),
      }
    : undefined
}

function afterLabel(text: string): Passages | undefined {
  const label = firstMatch(CONTEXT_LABEL, text)
  if (label === undefined) {
    return undefined
  }
  const passages = text
    .slice(label.index + label[0].length)
    .replace(ANSWER_CUE, '')
    .trim()
  return passages === '' ? undefined : { passages, rest: text.slice(0, label.index).trim() }
}

function numberedSources(text: string): Passages | undefined {
  const sources = [...text.matchAll(NUMBERED_SOURCE)].map(([line]) => line.trim())
  return sources.length < 2
    ? undefined
    : { passages: sources.join('\n'), rest: text.replaceAll(NUMBERED_SOURCE, '').trim() }
}

function firstMatch(pattern: RegExp, text: string): RegExpExecArray | undefined {
  const [first] = text.matchAll(pattern)
  return first
}

function unquote(text: string): string {
  return text.replace(/^(?:"{3}|`{3}|["'\u201c<])\s*/, '').replace(/\s*(?:"{3}|`{3}|["'\u201d>])$/, '')
}

function joinTexts(texts: readonly string[]): string {
  return texts
    .map((text) => text.trim())
    .filter((text) => text !== '')
    .join('\n')
}
