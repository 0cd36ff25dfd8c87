import { capitalize, COUNT, keywordsOf, readCount } from './subject.ts'
import { splitSentences } from '../text/passage.ts'
import type { Content, FormatKind } from './types.ts'

const ONE = String.raw`one|a single|1|${COUNT}`

/** `in exactly 5 words`, `in one sentence`, `one-word answer`. */
const EXACT = new RegExp(
  String.raw`\b(?:in|with|using|exactly|only|as|of|to|write|give me|give)\s+(?:exactly |just |only |a |precisely |no more than |at most |under |about |around |me )*(${ONE})[- ](word|sentence|line|paragraph)s?\b(?! (?:or more|at least))|\b(one|single|two|three)[- ](word|sentence|line|paragraph) (?:answer|response|reply|summary|title|slogan|poem|name)\b`,
  'i',
)

const FILLERS = [
  'simple',
  'clear',
  'mock',
  'answer',
  'for',
  'this',
  'short',
  'message',
  'with',
  'words',
  'that',
  'fit',
  'well',
  'and',
  'end',
  'here',
]

/** A number of words, sentences, lines or paragraphs. */
export const lengths: FormatKind = {
  kind: 'length',
  read: ({ text, question }) => {
    const match = EXACT.exec(question) ?? (question === '' ? EXACT.exec(text) : EXACT.exec(text))
    const [words, count, unit, short, shortUnit] = match ?? []
    const wanted = /^(?:one|a single|single|1)$/i.test(count ?? short ?? '') ? 1 : readCount(count ?? short)
    const kind = (unit ?? shortUnit)?.toLowerCase()
    return words === undefined || wanted === undefined || kind === undefined
      ? undefined
      : { words, write: (content) => ofLength(kind, wanted, content) }
  },
}

function ofLength(unit: string, count: number, content: Content): string {
  switch (unit) {
    case 'word':
      return exactly(count, content)
    case 'line':
      return sentences(count, content).join('\n')
    case 'paragraph':
      return sentences(count, content).join('\n\n')
    default:
      return sentences(count, content).join(' ')
  }
}

function exactly(count: number, { subject }: Content): string {
  const keys = keywordsOf(subject, count)
  const all = [...keys, ...FILLERS].slice(0, count)
  const padded = [...all, ...Array.from({ length: count - all.length }, () => 'more')]
  return capitalize(padded.join(' ')) + (count > 2 ? '.' : '')
}

function sentences(count: number, { answer, subject }: Content): string[] {
  // A quoted question may contain the ends of sentences.
  const first = splitSentences(answer).length === 1 ? answer : 'This is a mock answer to your message.'
  const topic = keywordsOf(subject, 1)[0]
  return Array.from({ length: count }, (_, index) =>
    index === 0
      ? /[.!?"]$/.test(first)
        ? first.replace(/"$/, '".').replace(/\.(?=")\.?/, '')
        : `${first}.`
      : `Sentence ${index + 1} is about ${topic ?? 'your message'}.`,
  )
}
