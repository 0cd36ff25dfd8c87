import { overlap, splitSentences } from '../text/passage.ts'
import type { Content, Format, FormatKind } from './types.ts'

/** A numbered line of an example with a verdict: `1. text ... [Attributed]`, `1. text ... Verdict: Yes.`. */
const EXAMPLE =
  /^\d{1,2}\. [^\n]{1,1000}?(?:\[([A-Z][\w ]{1,30})\]|(?:\n[^\n\d][^\n]{0,600}?)?\bVerdict: ?(\w{1,20}))/gm

const SUMMARY = /^([A-Z][^\n:]{3,80}in order[^\n:]{0,40}:)[ \t]*(?:\w+\.? ?)+$/m

/** The last input of the prompt, after the examples. */
const LABELS = /(?:^|\n)[ \t]*(context|answer|statements?|response|claims?|submission|text):\s*/gi

/** An answer shares at least this part of its words with the context that supports it. */
const SUPPORTED = 0.5

/** The share of an example answer, with the last label at the end: `Answer: ... Question:`. */
const COMPLETION = /(?:^|\n)[ \t]*(question|statements?|claims|facts)s?:\s*(?:\\n)?\s*$/i

/** A verdict for each numbered statement, and texts that continue the examples of a prompt. */
export const verdicts: FormatKind = {
  kind: 'verdicts',
  read: ({ text }) => numbered(text) ?? continuation(text),
}

function numbered(text: string): Format | undefined {
  const examples = [...text.matchAll(EXAMPLE)].map(([, bracketed, word]) => ({ bracketed, word }))
  const isLabeled =
    examples.length >= 2 && /\b(?:classif|verdict|attribut|support|determine|judge)/i.test(text)
  if (!isLabeled) {
    return undefined
  }
  const options = [...new Set(examples.map(({ bracketed, word }) => bracketed ?? word ?? ''))]
  const positive = options.find((option) => !/^(?:not?\b|un|false|in(?=[a-z]))/i.test(option)) ?? ''
  const negative = options.find((option) => option !== positive) ?? positive
  const isBracketed = examples.some(({ bracketed }) => bracketed !== undefined)
  const summary = SUMMARY.exec(text)?.[1]
  return {
    words: examples[0]?.bracketed === undefined ? `Verdict: ${positive}` : `[${positive}]`,
    write: () => {
      const { context, statements } = inputs(text)
      const judged = statements.map((statement) => ({
        statement,
        verdict: overlap(statement, context) >= SUPPORTED ? positive : negative,
      }))
      const lines = judged.map(({ statement, verdict }, index) =>
        isBracketed
          ? `${index + 1}. ${statement} ${reason(verdict === positive)} So [${verdict}]`
          : `${index + 1}. ${statement}\nExplanation: ${reason(verdict === positive)} Verdict: ${verdict}.`,
      )
      return [
        ...lines,
        ...(summary === undefined
          ? []
          : [`${summary} ${judged.map(({ verdict }) => `${verdict}.`).join(' ')}`]),
      ].join('\n')
    },
  }
}

function reason(isSupported: boolean): string {
  return isSupported ? 'The context contains this.' : 'The context does not mention this.'
}

function inputs(text: string): { context: string; statements: string[] } {
  const labels = [...text.matchAll(LABELS)]
  const valueAfter = (pattern: RegExp): string => {
    const at = labels.findLastIndex(([, label = '']) => pattern.test(label))
    const label = labels[at]
    const end = labels[at + 1]?.index
    return label === undefined
      ? ''
      : text
          .slice(label.index + label[0].length, end)
          .replace(/\n\s*(?:classification|answer|verdicts?):?\s*$/i, '')
          .replace(/^\\n/, '')
  }
  const statements = valueAfter(/statement|claim/i)
  const listed = statements === '' ? valueAfter(/answer|response|submission/i) : statements
  return { context: valueAfter(/context|text/i), statements: splitSentences(listed.replaceAll('\\n', '\n')) }
}

/** `Answer: ... Question:` at the end of the prompt, after an example of the same form. */
function continuation(text: string): Format | undefined {
  const [, label = ''] = COMPLETION.exec(text) ?? []
  const before = text.slice(0, text.length - (COMPLETION.exec(text)?.[0].length ?? 0))
  const answer = label === '' ? undefined : [...before.matchAll(/(?:^|\n)[ \t]*answer:[ \t]*/gi)].at(-1)
  if (
    answer === undefined ||
    !new RegExp(String.raw`\b${label.slice(0, 8)}`, 'i').test(before.split('\n', 1)[0] ?? '')
  ) {
    return undefined
  }
  const given = before.slice(answer.index + answer[0].length).trim()
  return {
    words: `${label}:`,
    write: (content) => (/^question/i.test(label) ? questionFor(given) : statementsOf(given, content)),
  }
}

/** `What is the capital of France?` for `Paris is the capital of France.` */
function questionFor(answer: string): string {
  const quoted = /message: "([^"\n]{1,300})"?/.exec(answer)?.[1]
  const [sentence = answer] = splitSentences(quoted ?? answer)
  const [, verb, rest] =
    /^.{1,80}? (is|are|was|were|has|have|can|will) (.{3,200}?)[.!?]?$/i.exec(sentence) ?? []
  return verb === undefined || rest === undefined
    ? `${sentence.replace(/[.!?]+$/, '')}?`
    : `What ${verb.toLowerCase()} ${rest}?`
}

function statementsOf(answer: string, { answer: fallback }: Content): string {
  const sentences = splitSentences(answer)
  return (sentences.length === 0 ? [fallback] : sentences).join('\n')
}
