import type { Json, JsonObject } from '../../web/json/json.ts'
import { asArray, asNumber } from '../../web/json/narrow.ts'
import { mergeSchemas } from './merge-schemas.ts'
import {
  shouldTerminate,
  shouldVary,
  type SampleContext,
  asSchema,
  childContext,
  spendSteps,
  type Subschema,
} from './context.ts'

/** Maximum number of generated items, even if the schema requires more. */
const MAX_ITEMS = 100

/** Maximum number of attempts to generate a unique item. */
const MAX_ATTEMPTS = 12

/** Steps to compare an item with another one. */
const STEPS_PER_COMPARISON = 100

/** @returns an array for the schema, with one item unless it requires another number */
export function sampleArray(schema: JsonObject, context: SampleContext): Json[] {
  const { items, additionalItems } = schema
  const leading = (Array.isArray(items) ? items : asArray(schema['prefixItems'])).map(
    (part) => asSchema(part) ?? true,
  )
  const rest = asSchema(Array.isArray(items) ? additionalItems : items) ?? true
  const containsSchema = asSchema(schema['contains'])
  const mustContain = containsSchema === undefined ? 0 : (asNumber(schema['minContains']) ?? 1)
  const plan =
    shouldTerminate(context) || shouldVary(context) ? undefined : context.source.items(schema, context)
  const count = itemCount(schema, context, {
    leading: leading.length,
    mustContain,
    rest,
    planned: plan?.count,
  })
  const isUnique = schema['uniqueItems'] === true
  const values: Json[] = []
  for (let index = 0; index < count; index += 1) {
    const itemSchema = leading[index] ?? rest
    const mustMatchContains = containsSchema !== undefined && index >= count - mustContain
    const part = mustMatchContains ? mergeSchemas(itemSchema, containsSchema, context.work) : itemSchema
    const source = plan !== undefined && index < plan.count ? plan.source(index) : context.source
    const nested = { ...childContext(context, index), source }
    const value = nextItem(part, { nested, values: isUnique ? values : [] })
    if (value === undefined) {
      break
    }
    values.push(value)
  }
  return values
}

function itemCount(
  schema: JsonObject,
  context: SampleContext,
  {
    leading,
    mustContain,
    rest,
    planned,
  }: { leading: number; mustContain: number; rest: Subschema; planned: number | undefined },
): number {
  const minItems = asNumber(schema['minItems']) ?? 0
  const maxItems = rest === false ? leading : (asNumber(schema['maxItems']) ?? Infinity)
  const isMinimal =
    shouldTerminate(context) || shouldVary(context) || !context.source.hasItems('array', context)
  const usual = isMinimal ? 0 : Math.max(1, leading)
  const target = Math.max(minItems, mustContain, planned ?? usual)
  return Math.min(target, maxItems, asNumber(schema['maxItems']) ?? Infinity, MAX_ITEMS)
}

/** @returns the next item, distinct from `values`; undefined if there is none */
function nextItem(
  schema: Subschema,
  { nested, values }: { nested: SampleContext; values: Json[] },
): Json | undefined {
  const known = new Set(values.map((value) => JSON.stringify(value)))
  spendSteps(nested.work, STEPS_PER_COMPARISON * values.length)
  for (let attempt = 0; attempt < MAX_ATTEMPTS; attempt += 1) {
    const value = nested.sample(
      schema,
      attempt === 0 ? nested : { ...nested, attempt: nested.attempt + attempt },
    )
    if (known.size === 0 || !known.has(JSON.stringify(value))) {
      return value
    }
    const suffixed = typeof value === 'string' ? withNumber(schema, value, known.size + 1) : undefined
    if (suffixed !== undefined) {
      return suffixed
    }
  }
  return undefined
}

/** Makes an unconstrained string unique by appending a number. */
function withNumber(schema: Subschema, value: string, number: number): string | undefined {
  const isUnconstrained =
    typeof schema !== 'boolean' &&
    !['enum', 'const', 'pattern', 'format', 'maxLength', '$ref', 'anyOf', 'oneOf', 'allOf'].some(
      (keyword) => keyword in schema,
    )
  return isUnconstrained ? `${value} ${number}` : undefined
}
