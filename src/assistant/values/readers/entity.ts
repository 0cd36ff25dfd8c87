/** The kind of a value found in a text. */
export type EntityKind =
  | 'url'
  | 'email'
  | 'quoted'
  | 'path'
  | 'date'
  | 'time'
  | 'phone'
  | 'money'
  | 'measure'
  | 'code'
  | 'equation'
  | 'currency'
  | 'language'
  | 'number'
  | 'name'
  | 'address'
  | 'place'

/** The text that a value comes from. */
export type EntitySource = 'question' | 'result' | 'system' | 'description'

/** A value found in a text. */
export interface Entity {
  kind: EntityKind
  /** The value as written, without quotes. */
  text: string
  /** A normalized form: ISO 8601 for dates and times, a decimal number for amounts. Defaults to the text. */
  value: string | number
  /** The unit of a measure, the currency of an amount: `km`, `EUR`. */
  unit?: string | undefined
  /** The position of the value in the text, quotes included. */
  start: number
  end: number
}

/** Facts that readers need besides the text. */
export interface ReadingContext {
  /** The request's clock, in seconds since 1970, for relative dates. */
  now: number
}

/** Finds the values of one kind in a text. */
export type EntityReader = (text: string, context: ReadingContext) => Entity[]

/**
 * Creates a reader for a regular expression.
 *
 * @param pattern global; the value is the first group that matches, if groups have no names, else the whole match
 * @param normalize returns the normalized form and the unit; undefined rejects the match
 */
export function patternReader(
  kind: EntityKind,
  pattern: RegExp,
  normalize: (
    text: string,
    match: RegExpExecArray,
    context: ReadingContext,
  ) => { value: string | number; unit?: string | undefined } | undefined = (text) => ({ value: text }),
): EntityReader {
  return (text, context) =>
    [...text.matchAll(pattern)].flatMap((match) => {
      const [whole, ...groups] = match
      const written = (
        (match.groups === undefined ? groups.find((group) => group !== undefined) : undefined) ?? whole
      ).trim()
      const normalized = normalize(written, match, context)
      const start = match.index
      return normalized === undefined
        ? []
        : [{ kind, text: written, ...normalized, start, end: start + whole.length }]
    })
}
