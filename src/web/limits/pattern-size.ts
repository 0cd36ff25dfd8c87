/** The estimated size of a regular expression, with all counted repetitions written out. */
export interface PatternSize {
  /** Number of characters, classes, groups and alternatives. */
  atoms: number
  /** Upper limit of the length of a match. Alternatives and assertions are added up. */
  matchLength: number
  /** Total cost of building character classes, in atoms: large classes have hundreds of ranges. */
  classes: number
}

/** An escape, a class, the start of a group, a quantifier or any other character. */
const TOKEN =
  /\\(?:[1-9]\d*|k<\w*>|[pP](?:\{[^}]*\}|.)|[^])|\[(?:\\[^]|[^\]\\])*\]?|\((?:\?(?::|<?[=!]|P?<(\w+)>|[\w-]*[:)]))?|\{(\d+)(?:,(\d*))?\}|[^]/g

/** Atoms that cost as much as building a class of Unicode properties, a predefined class, or one character of a class. */
const PROPERTY_COST = 10
const PREDEFINED_COST = 2
const CHARACTER_COST = 0.1

/** Sizes of the parts of a pattern: of the enclosing group so far, and of the last atom, which a quantifier repeats. */
interface Frame extends PatternSize {
  /** Number or name of a capturing group. */
  names: readonly string[]
}

const EMPTY: PatternSize = { atoms: 0, matchLength: 0, classes: 0 }

/**
 * Estimates the size of a regular expression in time linear in its length, without compiling it.
 *
 * A back reference is as long as its group. Empty groups count, since repeating them takes time, too.
 *
 * @param pattern JavaScript or RE2 syntax, not necessarily valid
 * @param unbounded number of repetitions that `*`, `+` and `{n,}` count as, in addition to the required ones
 */
export function measurePattern(pattern: string, unbounded: number): PatternSize {
  const groups = new Map<string, number>()
  const outer: Frame[] = []
  let current: Frame = { ...EMPTY, names: [] }
  let last: PatternSize = EMPTY
  let count = 0
  const append = (size: PatternSize) => {
    last = size
    current = { ...sum(current, size), names: current.names }
  }
  for (const [token, name, min, max] of pattern.matchAll(TOKEN)) {
    const repetitions = repetitionsOf(token, { min, max, unbounded })
    if (repetitions !== undefined) {
      const more = times(last, repetitions - 1)
      current = { ...sum(current, more), names: current.names }
      last = sum(last, more)
    } else if (token.startsWith('(') && !token.endsWith(')')) {
      const isCapturing = token === '(' || name !== undefined
      count += isCapturing ? 1 : 0
      outer.push(current)
      current = { ...EMPTY, names: isCapturing ? [String(count), name ?? ''] : [] }
    } else if (token === ')') {
      const closed: PatternSize = { ...current, atoms: current.atoms + 1 }
      for (const key of current.names) {
        groups.set(key, closed.matchLength)
      }
      current = outer.pop() ?? { ...EMPTY, names: [] }
      append({ atoms: closed.atoms, matchLength: closed.matchLength, classes: closed.classes })
    } else {
      append(sizeOfAtom(token, groups))
    }
  }
  return outer.reduce<PatternSize>(sum, current)
}

function sizeOfAtom(token: string, groups: ReadonlyMap<string, number>): PatternSize {
  const reference = /^\\(?:(\d+)|k<(\w*)>)$/.exec(token)
  if (reference !== null) {
    return {
      atoms: 1,
      matchLength: Math.max(1, groups.get(reference[1] ?? reference[2] ?? '') ?? 0),
      classes: 0,
    }
  }
  const properties = token.match(/\\[pP]/g)?.length ?? 0
  const predefined = token === '.' ? 1 : (token.match(/\\[wWdDsS]|^\[\^/g)?.length ?? 0)
  const characters = token.startsWith('[') ? token.length : 0
  return {
    atoms: 1,
    matchLength: 1,
    classes: properties * PROPERTY_COST + predefined * PREDEFINED_COST + characters * CHARACTER_COST,
  }
}

function repetitionsOf(
  token: string,
  { min, max, unbounded }: { min: string | undefined; max: string | undefined; unbounded: number },
): number | undefined {
  if (min !== undefined) {
    const least = Number(min)
    return Math.max(
      1,
      max === undefined ? least : max === '' ? least + unbounded : Math.max(least, Number(max)),
    )
  }
  return token === '*' || token === '+' ? Math.max(1, unbounded) : token === '?' ? 1 : undefined
}

function sum(one: PatternSize, other: PatternSize): PatternSize {
  return {
    atoms: one.atoms + other.atoms,
    matchLength: one.matchLength + other.matchLength,
    classes: one.classes + other.classes,
  }
}

function times({ atoms, matchLength, classes }: PatternSize, factor: number): PatternSize {
  return { atoms: atoms * factor, matchLength: matchLength * factor, classes: classes * factor }
}
