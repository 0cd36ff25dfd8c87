/** One item of a list in prose: at most five words. */
const ITEM = String.raw`[^\s,;:.!?\n"()][^,;:!?\n"()]{0,60}?`

/** `a, b and c`, `a and b`, `a, b, c`. */
const LIST = new RegExp(
  String.raw`(${ITEM}(?:, ${ITEM}){0,30}?(?:,? (?:and|or|&|plus) (?:also )?|, ))(${ITEM})(?=[,;:!?\n"()]|\.(?:\s|$)|$| (?:to|from|in|into|on|for|with|at|as|by)\b)`,
  'iu',
)

const SEPARATOR = /,? (?:and|or|&|plus) (?:also )?|, |\n\s*(?:[-*\u2022]|\d{1,2}[.)])?\s*|; /iu

/** Words before the first item: verbs, articles and labels. */
const LEAD =
  /^.*?\b(?:add|buy|get|including|include|includes|with|tags?|tagged|labels?|labeled|labelled|ingredients?|items?|keywords?|topics?|between|among|compare|of|for|are|namely|like|such as|need|have|has|invite|create|remove|about|in|to|from|as|know|speaks?|skills?|both|install|select|show|fetch|columns?|fields?|names?)\b:?\s+(?:(?:the|some|my|a|an|these|following|me|us|both|tags?|labels?|items?|ingredients?|keywords?|columns?|fields?|products?|packages?)\b:?\s+){0,3}/iu

/** Lists after these many characters are ignored. */
const MAX_LENGTH = 2000

/** Longer lists are cut. */
const MAX_ITEMS = 50

/**
 * Finds the list in a text: `milk, eggs and bread` of `Buy milk, eggs and bread`, or lines with bullets.
 *
 * @returns the items in order; empty if there is no list
 */
export function findList(text: string): string[] {
  const part = text.slice(0, MAX_LENGTH)
  const bullets = bulletsOf(part)
  const found = bullets.length > 1 ? undefined : LIST.exec(part)?.[0]
  return found === undefined
    ? bullets.filter((_, index, all) => all.length > 1 || index > 1)
    : cleanItems(found.slice(LEAD.exec(found)?.[0].length ?? 0).split(SEPARATOR))
}

/**
 * Finds the list after its name: `bug, ui` of `with labels bug and ui`.
 *
 * @param label words that name the list, such as `labels`
 */
export function findLabeledList(text: string, label: readonly string[]): string[] {
  const part = afterLabel(text.slice(0, MAX_LENGTH), label)
  if (part === undefined) {
    return []
  }
  const bullets = bulletsOf(part)
  if (bullets.length > 1) {
    return bullets
  }
  const found = LIST.exec(part)
  const single = part.split(/[,.;!?\n]| (?:to|from|in|on|for|with|at|and)\b/, 1)
  return cleanItems(found?.index === 0 ? found[0].split(SEPARATOR) : single)
}

/** @returns the text after a label such as `tags:` or `ingredients are` */
function afterLabel(text: string, label: readonly string[]): string | undefined {
  for (const word of label) {
    const stemmed = word.replace(/ies$/, 'y').replace(/s$/, '')
    const plural = stemmed.endsWith('y')
      ? `(?:${stemmed}|${stemmed.slice(0, -1)}ies)`
      : `${stemmed}(?:s|es|ed|ged|led)?`
    const match = new RegExp(
      String.raw`\b${plural}(?: (?:are|is|of|include|should be|like|such as|with|as|them|it|this))?(?::\s*|\s+)(?=["'\p{L}\p{N}])`,
      'iu',
    ).exec(text)
    if (stemmed.length > 2 && match !== null) {
      return text.slice(match.index + match[0].length)
    }
  }
  return undefined
}

function bulletsOf(text: string): string[] {
  const lines = [...text.matchAll(/^\s*(?:[-*\u2022]|\d{1,2}[.)])\s+(.+)$/gm)].map(([, item = '']) => item)
  return cleanItems(lines)
}

function cleanItems(items: readonly string[]): string[] {
  return items
    .map((item) =>
      item
        .trim()
        .replace(/^(?:and|or|the|a|an|some)\s+/i, '')
        .replace(/^["'\u201c`]|["'\u201d`.!?]+$/g, '')
        .trim(),
    )
    .filter((item) => item !== '' && item.length <= 80)
    .slice(0, MAX_ITEMS)
}
