import type { JsonObject } from '../../web/json/json.ts'
import { listIn, numberIn } from '../../web/json/narrow.ts'
import { believableNumber } from '../text/sample-values.ts'
import { takeNumber } from '../text/prompt-entities.ts'
import { decimalsOf } from './merge-schemas.ts'
import type { Place } from './context.ts'

/** Maximum number of multiples to try in each direction from the target. */
const MOST_STEPS = 200

/** @returns a number allowed by the schema, as close as possible to a realistic one for the property */
export function sampleNumber(schema: JsonObject, place: Place, isInteger: boolean): number {
  const { least, most } = boundsOf(schema, isInteger)
  const step = numberIn(schema['multipleOf'])
  const fits = (value: number) =>
    value >= least && value <= most && isOnStep(value, step) && (!isInteger || Number.isInteger(value))
  const named = takeNumber(place.numbers, place.name, fits)
  if (named !== undefined) {
    return named
  }
  const suggested = [schema['default'], ...listIn(schema['examples']), schema['example']].find(
    (value) => typeof value === 'number' && fits(value),
  )
  if (typeof suggested === 'number' && place.attempt === 0) {
    return suggested
  }
  const believable = believableNumber(place.name, place.random) + place.attempt
  const wanted = Math.min(Math.max(isInteger ? Math.round(believable) : believable, least), most)
  if (fits(wanted)) {
    return wanted
  }
  const unit = step ?? (isInteger ? 1 : undefined)
  return unit === undefined ? (least + most) / 2 : (nearest(wanted, unit, fits) ?? wanted)
}

function boundsOf(schema: JsonObject, isInteger: boolean): { least: number; most: number } {
  const minimum = numberIn(schema['minimum']) ?? -Infinity
  const maximum = numberIn(schema['maximum']) ?? Infinity
  const above = numberIn(schema['exclusiveMinimum']) ?? -Infinity
  const below = numberIn(schema['exclusiveMaximum']) ?? Infinity
  if (isInteger) {
    return {
      least: Math.max(Math.ceil(minimum), Math.floor(above) + 1),
      most: Math.min(Math.floor(maximum), Math.ceil(below) - 1),
    }
  }
  // Exclusive bounds are moved inwards by 0.001, or by a quarter of the range if that is less.
  const width = Math.min(maximum, below) - Math.max(minimum, above)
  const nudge = Math.min(0.001, width > 0 ? width / 4 : 0.001)
  return { least: Math.max(minimum, above + nudge), most: Math.min(maximum, below - nudge) }
}

/** Divides as validators do, so floating-point remainders count, too. */
function isOnStep(value: number, step: number | undefined): boolean {
  return step === undefined || Number.isInteger(value / step)
}

function nearest(wanted: number, step: number, fits: (value: number) => boolean): number | undefined {
  const start = Math.round(wanted / step)
  const decimals = Math.min(decimalsOf(step), 15)
  for (let distance = 0; distance < MOST_STEPS; distance += 1) {
    for (const count of [start + distance, start - distance]) {
      const value = Number((count * step).toFixed(decimals))
      if (fits(value)) {
        return value
      }
    }
  }
  return undefined
}
