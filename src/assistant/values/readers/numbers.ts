import { patternReader, type EntityReader } from './entity.ts'
import { numberOf, NUMBER_WORD } from './number-words.ts'

/** Units of measures by their forms. */
const UNITS: readonly (readonly [unit: string, forms: string])[] = [
  ['km', 'km|kms|kilomet(?:er|re)s?'],
  ['mile', 'miles?|mi'],
  ['cm', 'cm|centimet(?:er|re)s?'],
  ['mm', 'mm|millimet(?:er|re)s?'],
  ['meter', 'm|met(?:er|re)s?'],
  ['foot', 'ft|feet|foot'],
  ['inch', 'inch(?:es)?'],
  ['yard', 'yards?|yd'],
  ['kg', 'kg|kilo(?:gram)?s?'],
  ['gram', 'g|grams?'],
  ['pound', 'lbs?'],
  ['ounce', 'oz|ounces?'],
  ['liter', 'l|lit(?:er|re)s?'],
  ['milliliter', 'ml|millilit(?:er|re)s?'],
  ['gallon', 'gallons?'],
  ['cup', 'cups?'],
  ['celsius', '\u00b0 ?C|degrees? (?:celsius|c)|celsius'],
  ['fahrenheit', '\u00b0 ?F|degrees? (?:fahrenheit|f)|fahrenheit'],
  ['kelvin', 'kelvins?'],
  ['degree', '\u00b0|degrees?'],
  ['percent', '%|percent'],
  ['millisecond', 'ms|milliseconds?'],
  ['second', 'secs?|seconds?'],
  ['minute', 'mins?|minutes?'],
  ['hour', 'h|hrs?|hours?'],
  ['day', 'days?'],
  ['night', 'nights?'],
  ['week', 'weeks?'],
  ['month', 'months?'],
  ['year', 'years?|yrs?'],
  ['mph', 'mph'],
  ['kmh', 'km/h|kph'],
  ['kb', 'kb'],
  ['mb', 'mb|megabytes?'],
  ['gb', 'gb|gigabytes?'],
  ['acre', 'acres?'],
  ['watt', 'watts?'],
]

const UNIT_PATTERN = UNITS.map(([, forms]) => forms).join('|')

const UNIT_OF: readonly (readonly [unit: string, form: RegExp])[] = UNITS.map(([unit, forms]) => [
  unit,
  new RegExp(`^(?:${forms})$`, 'i'),
])

const DIGITS = String.raw`-?\d[\d,.]{0,18}(?<![,.])`

/** Numbers with a unit: `5 km`, `two hours`, `72\u00b0F`. */
export const readMeasures: EntityReader = patternReader(
  'measure',
  new RegExp(
    String.raw`(?<![\w.,/$-])(?<number>${DIGITS}|\b${NUMBER_WORD})[ -]?(?<unit>${UNIT_PATTERN})(?![\p{L}\p{N}])`,
    'giu',
  ),
  (_, { groups = {} }) => {
    const value = numberOf(groups['number'] ?? '')
    return value === undefined ? undefined : { value, unit: unitOf(groups['unit'] ?? '') }
  },
)

/** Numbers without a unit, in digits or words. */
export const readNumbers: EntityReader = patternReader(
  'number',
  new RegExp(
    String.raw`(?<![\w.,:/$-]|\d )(?:${DIGITS}(?: ?(?:k|m|thousand|million|billion)\b)?)(?![\w:/]|[.,]\d|-\w)|(?<![\p{L}-])${NUMBER_WORD}(?![\p{L}-]| of (?:the|them|us|these|those|my|your|our)\b)`,
    'giu',
  ),
  (text) => {
    const value = numberOf(text)
    return value === undefined ? undefined : { value }
  },
)

function unitOf(form: string): string {
  return UNIT_OF.find(([, pattern]) => pattern.test(form))?.[0] ?? form
}

/** Units of time in seconds. */
const SECONDS: Readonly<Record<string, number>> = {
  millisecond: 0.001,
  second: 1,
  minute: 60,
  hour: 3600,
  day: 86_400,
  night: 86_400,
  week: 604_800,
}

/**
 * @param unit the unit of the number
 * @param wanted a property name that may have a unit of time: `duration_minutes`, `timeoutMs`
 * @returns the number in the wanted unit; unchanged if either is not a unit of time
 */
export function convertDuration(value: number, unit: string, wanted: string): number {
  const from = SECONDS[unit]
  const [, word = ''] =
    /(ms|milli(?:second)?s?|sec(?:ond)?s?|min(?:ute)?s?|h(?:ou)?rs?|days?|weeks?)(?:$|[^a-z])/i.exec(
      wanted.replaceAll(/(?<=[a-z])(?=[A-Z])/g, '_').toLowerCase(),
    ) ?? []
  const to = SECONDS[unitOf(word.replace(/^milli$/, 'ms'))]
  return from === undefined || to === undefined ? value : Number(((value * from) / to).toPrecision(12))
}
