const WORDS =
  'zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen twenty'.split(
    ' ',
  )

const VALUES: ReadonlyMap<string, number> = new Map([
  ...WORDS.map((word, index): [string, number] => [word, index]),
  ['thirty', 30],
  ['forty', 40],
  ['fifty', 50],
  ['sixty', 60],
  ['ninety', 90],
  ['hundred', 100],
  ['dozen', 12],
])

/** Numbers in words, as the source of a regular expression. */
export const NUMBER_WORD: string = `(?:${[...VALUES.keys()].toReversed().join('|')})`

/** Multipliers after a number: `5k`. */
const MULTIPLIERS: Readonly<Record<string, number>> = {
  k: 1e3,
  m: 1e6,
  thousand: 1e3,
  million: 1e6,
  billion: 1e9,
}

/** @returns the number of `1,500.50`, `five` or `2 million`; undefined for other texts */
export function numberOf(text: string): number | undefined {
  const [, digits = '', multiplier = ''] =
    /^[+]?(-?[\d.,]+|\p{L}+)\s?(k|m|thousand|million|billion)?$/iu.exec(text.trim()) ?? []
  const factor = MULTIPLIERS[multiplier.toLowerCase()] ?? 1
  const word = VALUES.get(digits.toLowerCase())
  if (word !== undefined) {
    return word * factor
  }
  // `1.500,50` is European.
  const isEuropean = /^-?\d{1,3}(?:\.\d{3})*,\d{1,2}$/.test(digits) && !/^\d+,\d{3}/.test(digits)
  const plain = isEuropean ? digits.replaceAll('.', '').replace(',', '.') : digits.replaceAll(',', '')
  const value = plain === '' ? Number.NaN : Number(plain)
  return Number.isFinite(value) ? Number((value * factor).toPrecision(15)) : undefined
}
