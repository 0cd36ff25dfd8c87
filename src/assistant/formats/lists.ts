import { capitalize, COUNT, listItems, readCount } from './subject.ts'
import type { Content, Format, FormatKind, FormatPrompt } from './types.ts'

/** How the items of a list are joined. */
interface ListStyle {
  pattern: RegExp
  join: (items: string[], match: RegExpExecArray) => string
}

const COUNTED = new RegExp(
  String.raw`\b(${COUNT}|\d{1,3})(?: (?:different|short|unique|new|more|best|top|main|possible|brief|popular|common|key|single-word|simple|random|of)){0,2} [\p{L}-]+`,
  'iu',
)

/** Number of items if the text has no count. */
const DEFAULT_COUNT = 3

const STYLES: readonly ListStyle[] = [
  {
    // LangChain's CustomListOutputParser.
    pattern:
      /\b(?:items|values|strings|words|names|entries|list)\b[^.\n"']{0,30}separated by (?:an? )?["'`]([^"'`]{1,10}|\n)["'`]/i,
    join: (items, [, separator = '']) => items.join(unescaped(separator)),
  },
  {
    pattern: /\b(?:semicolon|pipe|tab)[- ](?:separated|delimited)\b/i,
    join: (items, [words]) => items.join(/semi/i.test(words) ? '; ' : /pipe/i.test(words) ? ' | ' : '\t'),
  },
  {
    pattern:
      /\bcomma[- ](?:separated|delimited)\b|\bseparated by (?:a )?commas?\b|\bseparate (?:\w+ ){0,3}(?:with|by) commas?\b/i,
    join: (items) => items.map((item) => item.replaceAll(/,\s*/g, ' ')).join(', '),
  },
  {
    pattern:
      /\b(?:numbered|enumerated|ordered) (?:\w+ )?(?:list|format|steps?|items?)\b|\bas a numbered\b|\bnumber each\b/i,
    join: (items) => items.map((item, index) => `${index + 1}. ${capitalize(item)}`).join('\n'),
  },
  {
    pattern:
      /\b(?:bullet(?:ed)?|markdown|unordered|dashed)[- ](?:points?|list|lists|format|items)\b|\bbullet(?:s|ed| points?)\b|\blist with (?:dashes|hyphens)\b/i,
    join: (items) => items.map((item) => `- ${capitalize(item)}`).join('\n'),
  },
  {
    pattern:
      /\b(?:one|each|every) (?:\w+ ){0,3}(?:per|on (?:a|its own|a new|a separate|each)) (?:new |own |separate )?line\b|\bseparated by (?:a )?new ?lines?\b|\bnewline[- ]separated\b/i,
    join: (items) => items.map(capitalize).join('\n'),
  },
]

/** A request for a number of things in plain words. */
const PLAIN = new RegExp(
  String.raw`^\W*(?:please |can you |could you )?(?:list|name|give me|give us|suggest|recommend|brainstorm|generate|come up with|provide)\s+(?:me |exactly |just |the top )?(${COUNT})\s+(?!sentences?|words?|paragraphs?|lines?|times?)`,
  'i',
)

/** Lists: comma-separated, numbered, with bullets, or one item per line. */
export const lists: FormatKind = {
  kind: 'list',
  read: (prompt) => styled(prompt) ?? plain(prompt),
}

function styled(prompt: FormatPrompt): Format | undefined {
  // The words closest to the end of the prompt win.
  for (const { pattern, join } of STYLES) {
    const match = pattern.exec(prompt.text)
    if (
      match !== null &&
      !/\b(?:do not|don't|no|avoid|without|never|not)\b[^.\n]{0,30}$/i.test(
        prompt.text.slice(Math.max(0, match.index - 40), match.index),
      )
    ) {
      return { words: match[0], write: (content) => join(itemsOf(prompt, content), match) }
    }
  }
  return undefined
}

function plain(prompt: FormatPrompt): Format | undefined {
  const [words] = PLAIN.exec(prompt.question) ?? []
  return words === undefined
    ? undefined
    : {
        words: words.trim(),
        write: (content) =>
          itemsOf(prompt, content)
            .map((item, index) => `${index + 1}. ${capitalize(item)}`)
            .join('\n'),
      }
}

function itemsOf({ text, question, context }: FormatPrompt, { material }: Content): string[] {
  const count = readCount(COUNTED.exec(question)?.[1] ?? COUNTED.exec(text)?.[1]) ?? DEFAULT_COUNT
  const isExtraction = /\b(?:extract|summari[sz]e|keywords?|takeaways|key points|entities)\b/i
  const task = isExtraction.test(question) ? question : isExtraction.test(text) ? text : question
  const isAboutText = isExtraction.test(task)
  const items = listItems(task, isAboutText || context !== '' ? material : '', count)
  return items.map((item) => item.replaceAll(/\s*\n\s*/g, ' '))
}

function unescaped(separator: string): string {
  return separator.replaceAll('\\n', '\n').replaceAll('\\t', '\t')
}
