import type { JsonObject } from '../../web/json/json.ts'
import { asArray, asNumber } from '../../web/json/narrow.ts'
import { decimalPlaces } from './merge-schemas.ts'
import type { SampleContext } from './context.ts'

/** Maximum number of multiples to try in each direction from the target. */
const MAX_STEPS = 200

/** @returns a number allowed by the schema, as close as possible to a realistic one for the property */
export function sampleNumber(schema: JsonObject, context: SampleContext, isInteger: boolean): number {
  const { least, most } = numericBounds(schema, isInteger)
  const step = asNumber(schema['multipleOf'])
  const fits = (value: number) =>
    value >= least && value <= most && isMultipleOf(value, step) && (!isInteger || Number.isInteger(value))
  const exact = context.source.exactNumber(schema, context, fits)
  if (exact !== undefined) {
    return exact
  }
  const fromSchema = [schema['default'], ...asArray(schema['examples']), schema['example']].find(
    (value) => typeof value === 'number' && fits(value),
  )
  if (typeof fromSchema === 'number' && context.attempt === 0) {
    return fromSchema
  }
  const realistic = context.source.number(schema, context) + context.attempt
  const target = Math.min(Math.max(isInteger ? Math.round(realistic) : realistic, least), most)
  if (fits(target)) {
    return target
  }
  const unit = step ?? (isInteger ? 1 : undefined)
  return unit === undefined ? (least + most) / 2 : (nearestMultiple(target, unit, fits) ?? target)
}

function numericBounds(schema: JsonObject, isInteger: boolean): { least: number; most: number } {
  const minimum = asNumber(schema['minimum']) ?? -Infinity
  const maximum = asNumber(schema['maximum']) ?? Infinity
  const above = asNumber(schema['exclusiveMinimum']) ?? -Infinity
  const below = asNumber(schema['exclusiveMaximum']) ?? Infinity
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
function isMultipleOf(value: number, step: number | undefined): boolean {
  return step === undefined || Number.isInteger(value / step)
}

function nearestMultiple(target: number, step: number, fits: (value: number) => boolean): number | undefined {
  const start = Math.round(target / step)
  const decimals = Math.min(decimalPlaces(step), 15)
  for (let distance = 0; distance < MAX_STEPS; distance += 1) {
    for (const count of [start + distance, start - distance]) {
      const value = Number((count * step).toFixed(decimals))
      if (fits(value)) {
        return value
      }
    }
  }
  return undefined
}
