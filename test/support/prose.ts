/** A construction that makes English hard to read. */
interface Construction {
  pattern: RegExp
  /** The wording to use instead. */
  instead: string
  /** Maximum number of occurrences per thousand words. */
  budget: number
}

/** Constructions of a literal translation. Projects such as Hono and MSW stay below all budgets. */
export const CONSTRUCTIONS: Readonly<Record<string, Construction>> = {
  'what-clause': {
    pattern: /\bwhat (?:is|was|are|were|the|it|an?|they|there|this|that|comes|goes|has|of)\b/gi,
    instead: 'a noun: "the request body"',
    budget: 1,
  },
  tell: {
    pattern: /\b(?:tells?|told|telling)\b(?! apart)/gi,
    instead: 'returns, reports, lists',
    budget: 0.3,
  },
  say: { pattern: /\b(?:says|said|saying)\b/gi, instead: 'specifies, states, returns', budget: 0.5 },
  nobody: {
    pattern: /\b(?:nobody|somebody|anybody|whoever|whatever)\b/gi,
    instead: 'the client, the caller, any',
    budget: 0.3,
  },
  'is-no': {
    pattern: /\b(?:is|are|was|were) no (?=[a-z])(?!longer|more)/gi,
    instead: '"is not a number"',
    budget: 0.4,
  },
  where: {
    pattern: /(?<=\w )where (?:there|it|that|this|an?|the|they|one|nothing|both)\b/gi,
    instead: '"if" or "when" for conditions',
    budget: 0.6,
  },
  'in-the-place': { pattern: /\bin (?:the|its|their) place of\b/gi, instead: 'instead of', budget: 0.1 },
  'left-as': {
    pattern: /\b(?:left|leave|stays?|kept) as (?:it|they) (?:was|is|were|are)\b/gi,
    instead: 'unchanged',
    budget: 0.1,
  },
  'hold-against': {
    pattern: /\b(?:held|holds?|holding) (?:\w+ )?(?:against|to the)\b/gi,
    instead: 'validate, check',
    budget: 0.1,
  },
  'by-itself': {
    pattern: /\bby (?:itself|themselves)\b|\bof old\b|\banew\b|\bbesides\b/gi,
    instead: 'by default, legacy, again, also',
    budget: 0.2,
  },
}

/** A file of the project. */
export interface SourceText {
  file: string
  text: string
}

/** Prose by kind: documentation, comments, and messages to users. */
export type Prose = Record<'docs' | 'comments' | 'messages', string>

const CODE_FILE = /\.(?:ts|tsx|js|mjs)$/

/** Extracts the prose of documentation and code. Messages are those of the product, not of its tests. */
export function extractProse(files: readonly SourceText[]): Prose {
  const pages = files.filter(({ file }) => file.endsWith('.md'))
  const sources = files.filter(({ file }) => CODE_FILE.test(file))
  const products = sources.filter(({ file }) => !file.startsWith('test/'))
  return {
    docs: pages.map(({ text }) => withoutCode(text)).join('\n'),
    comments: sources.map(({ text }) => splitComments(text).comments).join('\n'),
    messages: products.map(({ text }) => messagesIn(splitComments(text).code)).join('\n'),
  }
}

/** Removes the code from a Markdown page. */
function withoutCode(markdown: string): string {
  return markdown.replaceAll(/^```[^]*?^```/gm, '').replaceAll(/`[^`\n]*`/g, 'x')
}

/** A line comment follows a blank or starts a line. */
function splitComments(text: string): { comments: string; code: string } {
  const comments: string[] = []
  const code = text.replaceAll(/\/\*[^]*?\*\/|(?<=^|\s)\/\/[^\n]*/g, (comment) => {
    comments.push(comment)
    return ' '
  })
  return { comments: comments.join('\n'), code }
}

/** @returns the string literals that consist of words */
function messagesIn(code: string): string {
  const literals = [...code.matchAll(/'([^'\n]{25,})'|`([^`]{25,})`|"([^"\n]{25,})"/g)]
  const texts = literals.map(([, single, template, double]) => single ?? template ?? double ?? '')
  return texts.filter((text) => /[a-z]+ [a-z]+ [a-z]+/i.test(text)).join('\n')
}

/** @returns a line for each construction above its budget, with its occurrences */
export function overusedConstructions(text: string): string[] {
  const words = text.match(/[A-Za-z][A-Za-z'-]+/g)?.length ?? 0
  return Object.entries(CONSTRUCTIONS).flatMap(([name, { pattern, instead, budget }]) => {
    const found = text.match(pattern) ?? []
    const rate = (found.length / Math.max(words, 1)) * 1000
    return rate > budget
      ? [
          `${name}: ${rate.toFixed(2)} of ${budget} per 1,000 words; write ${instead}: ${found.slice(0, 20).join(', ')}`,
        ]
      : []
  })
}
