/** Values in quotes or backticks: `"text", "image" or "local_image"`. */
const QUOTED = /["'\u201c`]([\w][\w ./-]{0,40})["'\u201d`]/g

/** Plain values: `warrior, mage, or thief`, `open|closed|all`, `asc or desc`. */
const PLAIN =
  /(?:^|[:(]\s*|\b(?:one of|either|such as|values?(?: are)?|options?(?: are)?|can be|must be|should be|among|like|e\.g\.,?|from|be|is)\s+:?\s*)((?:[a-z][\w-]{0,30}(?: [a-z][\w-]{0,20})?)(?:(?:, | ?\| ?|\/)(?:or |and )?[a-z][\w-]{0,30}(?: [a-z][\w-]{0,20})?){0,30}(?:(?:,? or |, and | ?\| ?|, |\/)[a-z][\w-]{0,30}(?: [a-z][\w-]{0,20})?))/i

/** Items with bullets: `- research-agent: searches the web`, `* billing`. */
const BULLET =
  /^[ \t]*(?:[-*\u2022]|\d{1,2}[.)])[ \t]+[`"'*]{0,3}([\w][\w./-]{1,50})[`"'*]{0,3}(?=\s*(?:[:(\u2013\u2014-]|$))/gm

/** Ids in JSON or attributes: `"id": "research-agent"`. */
const NAMED = /\b(?:id|name|key|slug)["']?\s*[:=]\s*["'`]?([\w][\w./-]{1,60})["'`]?/gi

/** Choices after these are ignored. */
const MAX_CHOICES = 40

/** @returns the choices that the description of a property lists; empty if it lists none */
export function choicesInDescription(description: string): string[] {
  const text = description.slice(0, 600)
  const quoted = [...text.matchAll(QUOTED)].map(([, value = '']) => value)
  if (quoted.length > 1) {
    return unique(quoted)
  }
  const plain = /,|\||\bor\b|\//.test(text) ? PLAIN.exec(text)?.[1] : undefined
  return plain === undefined
    ? []
    : unique(plain.split(/,? or |, and |, | ?\| ?|\//).map((one) => one.replace(/^(?:or|and) /, '').trim()))
}

/** @returns values that a system prompt lists: bullets, ids in JSON, quoted words */
export function choicesInPrompt(system: string): string[] {
  const found = [BULLET, NAMED].flatMap((pattern) =>
    [...system.matchAll(pattern)].map(([, value = '']) => value),
  )
  const quoted = [...system.matchAll(/[`"]([a-z\d]+(?:[-_][a-z\d]+)+)[`"]/gi)].map(([, value = '']) => value)
  return unique([...found, ...quoted])
}

function unique(values: readonly string[]): string[] {
  return [...new Set(values.filter((value) => value !== ''))].slice(0, MAX_CHOICES)
}
