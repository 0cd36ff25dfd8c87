import type { Json, JsonObject } from '../../web/json/json.ts'
import { asArray, asNumber, asObject, asString } from '../../web/json/narrow.ts'
import { mergeSchemas } from './merge-schemas.ts'
import {
  shouldTerminate,
  shouldVary,
  type SampleContext,
  asSchema,
  childContext,
  spendOutput,
  spendSteps,
  type Subschema,
} from './context.ts'

/** Undeclared properties are added up to this total. */
const MAX_PROPERTIES = 100

/** Steps to match a property's name against one of `patternProperties`. */
const STEPS_PER_PATTERN = 50

/** @returns an object for the schema, with all properties, or only the required ones if it is nested too deeply */
export function sampleObject(schema: JsonObject, context: SampleContext): JsonObject {
  const properties = asObject(schema['properties']) ?? {}
  const required = new Set(asArray(schema['required']).flatMap((name) => asString(name) ?? []))
  const maxProperties = asNumber(schema['maxProperties']) ?? Infinity
  const optional = Object.keys(properties).filter(
    (name) =>
      !required.has(name) &&
      properties[name] !== false &&
      !shouldTerminate(context) &&
      !shouldVary(context) &&
      context.source.hasOptional(asSchema(properties[name]) ?? true, propertyContext(name, schema, context)),
  )
  const names = new Set([...required, ...optional.slice(0, Math.max(0, maxProperties - required.size))])
  const ordered = [...Object.keys(properties).filter((name) => names.has(name)), ...names]
  const members = new Map<string, Json>()
  for (const name of withDependentRequired(new Set(ordered), schema)) {
    members.set(name, sampleProperty(name, schema, context))
  }
  addUndeclaredProperties(members, schema, context)
  return context.source.finish(Object.fromEntries(members))
}

function sampleProperty(name: string, schema: JsonObject, context: SampleContext): Json {
  if (!spendOutput(context.work, name.length)) {
    return null
  }
  return context.sample(propertySchema(name, schema, context), propertyContext(name, schema, context))
}

function propertyContext(name: string, holder: JsonObject, context: SampleContext): SampleContext {
  return { ...childContext(context, name), name, owner: context.name, holder }
}

/** @returns a property's schema: from `properties` and matching `patternProperties`, else `additionalProperties` */
function propertySchema(name: string, schema: JsonObject, { work }: SampleContext): Subschema {
  const properties = asObject(schema['properties']) ?? {}
  const own = Object.hasOwn(properties, name) ? asSchema(properties[name]) : undefined
  const patterns = work.steps.isSpent ? [] : Object.entries(asObject(schema['patternProperties']) ?? {})
  const isMatched = spendSteps(work, patterns.length * (STEPS_PER_PATTERN + name.length))
  const patternSchemas = patterns.flatMap(([pattern, part]) =>
    isMatched && isLiteralPattern(pattern) && name.includes(pattern.replaceAll(/[$^]/g, ''))
      ? [asSchema(part) ?? true]
      : [],
  )
  if (own === undefined && patternSchemas.length === 0) {
    return asSchema(schema['additionalProperties']) ?? true
  }
  return patternSchemas.reduce((one, other) => mergeSchemas(one, other, work), own ?? true)
}

/** Only literal patterns with optional anchors are matched; the final validation covers the others. */
export function isLiteralPattern(pattern: string): boolean {
  return /^\^?[\w-]+\$?$/.test(pattern)
}

/** Adds the properties required by others (`dependentRequired`, legacy `dependencies`). */
function withDependentRequired(names: Set<string>, schema: JsonObject): Set<string> {
  const dependencies = { ...asObject(schema['dependencies']), ...asObject(schema['dependentRequired']) }
  const all = new Set(names)
  for (const name of all) {
    for (const other of asArray(dependencies[name])) {
      if (typeof other === 'string') {
        all.add(other)
      }
    }
  }
  return all
}

/** Adds undeclared properties until `minProperties` is met, and at least one to a map. */
function addUndeclaredProperties(
  members: Map<string, Json>,
  schema: JsonObject,
  context: SampleContext,
): void {
  const { additionalProperties: additional } = schema
  const [firstPattern] = Object.keys(asObject(schema['patternProperties']) ?? {})
  const isMap =
    asObject(schema['properties']) === undefined &&
    (asObject(additional) !== undefined || firstPattern !== undefined) &&
    !shouldTerminate(context) &&
    context.source.hasItems('map', context)
  const minProperties = asNumber(schema['minProperties']) ?? (isMap && schema['maxProperties'] !== 0 ? 1 : 0)
  for (
    let index = 0;
    members.size < Math.min(minProperties, MAX_PROPERTIES) && index < 2 * MAX_PROPERTIES;
    index += 1
  ) {
    const name = undeclaredName(schema, {
      context,
      index,
      pattern: additional === false ? firstPattern : undefined,
    })
    if (!members.has(name)) {
      const pattern = additional === false ? firstPattern : undefined
      const part =
        pattern === undefined
          ? propertySchema(name, schema, context)
          : asSchema(asObject(schema['patternProperties'])?.[pattern])
      members.set(name, context.sample(part ?? true, propertyContext(name, schema, context)))
    }
  }
}

function undeclaredName(
  schema: JsonObject,
  { context, index, pattern }: { context: SampleContext; index: number; pattern: string | undefined },
): string {
  const names = asObject(schema['propertyNames']) ?? {}
  const values = asArray(names['enum']).flatMap((name) => asString(name) ?? [])
  const exampleName = values[index] ?? (values.length === 0 ? EXAMPLE_NAMES[index] : undefined)
  const namePattern = pattern ?? asString(names['pattern'])
  const isSampled = index === 0 && ['pattern', 'minLength', 'maxLength', 'format'].some((one) => one in names)
  const sampled =
    pattern === undefined && isSampled
      ? context.sample({ type: 'string', ...names }, { ...context, name: 'key' })
      : undefined
  const matching = namePattern === undefined ? undefined : context.source.fromPattern(namePattern, context)
  return asString(sampled) ?? matching ?? exampleName ?? `example ${index + 1}`
}

const EXAMPLE_NAMES = ['example', 'another', 'third']
