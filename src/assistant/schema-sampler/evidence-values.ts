import type { Json, JsonObject } from '../../web/json/json.ts'
import { asArray, asObject, asString } from '../../web/json/narrow.ts'
import { decideBoolean } from '../decisions/booleans.ts'
import type { Decision } from '../decisions/decision.ts'
import { decideEnum, namedValue } from '../decisions/enums.ts'
import { decideScore, isRating } from '../decisions/scores.ts'
import { realisticNumber } from '../text/sample-values.ts'
import { stringFromPattern } from '../text/string-from-pattern.ts'
import type { Assigned } from '../values/assign-values.ts'
import { renderNumber, renderText } from '../values/render.ts'
import { slotOf } from '../values/slots.ts'
import {
  pointerOf,
  shouldVary,
  type ItemPlan,
  type SampleContext,
  type Subschema,
  type ValueSource,
} from './context.ts'
import { describedDefault, FORMAT_VALUES, schemaExamples } from './described-values.ts'
import { fallbackTexts } from './fallback-texts.ts'
import { planItems } from './item-plans.ts'
import { PropertyPlans } from './property-plans.ts'
import { resolveReference } from './references.ts'
import type { SourceTexts } from './source-texts.ts'

/**
 * Takes values from the question, then from earlier results, the system prompt and the description; else values that suit
 * the property's name.
 */
export class EvidenceValues implements ValueSource {
  readonly #texts: SourceTexts
  readonly #plans: PropertyPlans

  constructor(texts: SourceTexts) {
    this.#texts = texts
    this.#plans = new PropertyPlans(texts)
  }

  complete(): undefined {
    return undefined
  }

  choose(values: Json[], schema: JsonObject, context: SampleContext): Json {
    const [only] = values
    if (values.length < 2 || only === undefined) {
      return only ?? null
    }
    const strings = values.filter((value) => typeof value === 'string')
    if (shouldVary(context)) {
      return values[Math.floor(context.random() * values.length)] ?? null
    }
    if (strings.length === values.length) {
      const property = { name: context.name, description: descriptionFor(schema, context) }
      const fallback =
        asString(schema['default']) ?? asString(describedDefault(property.description, 'string'))
      return this.#explain(decideEnum(strings, property, this.#texts, fallback), context)
    }
    const numbers = new Set(this.#texts.evidence.entities.map(({ value }) => value))
    const named = values.find((value) => typeof value === 'number' && numbers.has(value))
    return (
      named ??
      (schema['default'] !== undefined && values.includes(schema['default']) ? schema['default'] : only)
    )
  }

  strings(schema: JsonObject, context: SampleContext): { candidates: string[]; fallback: () => string } {
    const format = asString(schema['format']) ?? ''
    const formatValues = Object.hasOwn(FORMAT_VALUES, format) ? FORMAT_VALUES[format] : undefined
    const found = this.#assigned(schema, context)
    const own = found === undefined ? [] : withVariants(this.#render(found, schema, context), schema)
    const { texts, from } =
      own.length > 0
        ? { texts: own, from: 'question' as const }
        : this.#fallback(schema, context, formatValues !== undefined)
    this.#texts.explain?.({ at: pointerOf(context), from, words: texts[0] ?? formatValues?.[0] ?? '' })
    const chosen = formatValues?.[Math.floor(context.random() * formatValues.length)]
    const candidates = [...texts, ...schemaExamples(schema), ...(formatValues ?? [])]
    return { candidates, fallback: () => chosen ?? texts[0] ?? context.name }
  }

  fromPattern(pattern: string, { random, work }: SampleContext): string | undefined {
    return stringFromPattern(pattern, { random, budget: work })
  }

  exactNumber(
    schema: JsonObject,
    context: SampleContext,
    fits: (value: number) => boolean,
  ): number | undefined {
    const { name } = context
    const description = descriptionFor(schema, context)
    const entity = this.#assigned(schema, context)?.entity
    const found =
      entity === undefined ? undefined : renderNumber(entity, this.#renderOptions(schema, context))
    const explain = (value: number, from: 'question' | 'result' | 'default', words: string) => {
      this.#texts.explain?.({ at: pointerOf(context), from, words })
      return value
    }
    if (found !== undefined && entity !== undefined) {
      const value = schema['type'] === 'integer' && !Number.isInteger(found) ? Math.round(found) : found
      if (fits(value)) {
        return explain(value, 'question', entity.text)
      }
    }
    const result = this.#texts.results.find(name, 'number')
    if (typeof result === 'number' && fits(result)) {
      return explain(result, 'result', name)
    }
    const fallback = schema['default'] ?? describedDefault(description, 'number')
    if (typeof fallback === 'number' && fits(fallback)) {
      return explain(fallback, 'default', String(fallback))
    }
    if (isRating(name) && context.attempt === 0) {
      const decision = decideScore(schema, { name, description }, this.#texts)
      return fits(decision.value) ? this.#explain(decision, context) : undefined
    }
    return undefined
  }

  number(_: JsonObject, { name, random }: SampleContext): number {
    return realisticNumber(name, random)
  }

  boolean(schema: JsonObject, context: SampleContext): boolean {
    if (shouldVary(context)) {
      return context.random() < 0.5
    }
    const description = descriptionFor(schema, context)
    const described = schema['default'] ?? describedDefault(description, 'boolean')
    const fallback = typeof described === 'boolean' ? described : undefined
    return this.#explain(decideBoolean({ name: context.name, description }, this.#texts, fallback), context)
  }

  anything(context: SampleContext): Json {
    const [first] = this.strings({}, context).candidates
    return first ?? context.name
  }

  hasOptional(property: Subschema, context: SampleContext): boolean {
    return this.#plans.isWanted(property, context)
  }

  hasItems(): boolean {
    return true
  }

  items(schema: JsonObject, context: SampleContext): ItemPlan | undefined {
    return planItems(schema, context, { texts: this.#texts, create: (texts) => new EvidenceValues(texts) })
  }

  prefersNull(schema: JsonObject, context: SampleContext): boolean {
    return !this.#plans.isNamed(schema, context)
  }

  branch(branches: readonly Subschema[], context: SampleContext): Subschema | undefined {
    const scored = branches.map((branch) => {
      const schema = resolved(branch, context)
      const properties = asObject(schema?.['properties']) ?? {}
      const kinds = Object.values(properties).flatMap((one) => {
        const { const: constant, enum: values } = asObject(one) ?? {}
        return [constant, ...asArray(values)].flatMap((value) => asString(value) ?? [])
      })
      const title = [asString(schema?.['title']) ?? '', asString(schema?.['description']) ?? ''].join(' ')
      const isNamed = namedValue(kinds, this.#texts.question) !== undefined
      const fits = schema === undefined ? 0 : this.#plans.countFound(schema, context)
      const isTitled = title.trim() !== '' && namedValue([title], this.#texts.question) !== undefined
      return { branch, score: (isNamed ? 5 : 0) + (isTitled ? 2 : 0) + fits }
    })
    const best = scored.toSorted((one, other) => other.score - one.score)[0]
    return best === undefined || best.score === 0 ? undefined : best.branch
  }

  finish(object: JsonObject): JsonObject {
    return object
  }

  /** The value assigned to the property, or the text of an item. */
  #assigned(schema: JsonObject, context: SampleContext): Assigned | undefined {
    const { item } = this.#texts
    return item !== undefined && context.holder === item.holder && context.name === item.name
      ? item.assigned
      : context.holder === undefined
        ? this.#plans.assignedToRoot(schema, context)
        : this.#plans.assigned(context)
  }

  #render(found: Assigned, schema: JsonObject, context: SampleContext): string {
    return found.entity === undefined
      ? found.text
      : renderText(found.entity, this.#renderOptions(schema, context))
  }

  #renderOptions(schema: JsonObject, context: SampleContext) {
    const siblings = Object.keys(asObject(context.holder?.['properties']) ?? {})
    return {
      property: {
        name: context.name,
        description: descriptionFor(schema, context),
        format: asString(schema['format']),
        isNumber: false,
      },
      evidence: this.#texts.evidence,
      isOutput: this.#texts.isOutput,
      hasTimeProperty:
        siblings.some(
          (name) =>
            name !== context.name && /^time$|(?:start|end|appointment|event|meeting)_?time$/i.test(name),
        ) && /date|day/i.test(context.name),
    }
  }

  #fallback(schema: JsonObject, context: SampleContext, hasFormat: boolean) {
    const property = {
      name: context.name,
      owner: context.owner,
      description: descriptionFor(schema, context),
      schema,
    }
    const slot = slotOf({ ...property, format: asString(schema['format']), isNumber: false })
    return hasFormat
      ? { texts: [], from: 'generated' as const }
      : fallbackTexts(property, slot, { texts: this.#texts, random: context.random })
  }

  #explain<Value>({ value, from, words }: Decision<Value>, context: SampleContext): Value {
    this.#texts.explain?.({ at: pointerOf(context), from, words })
    return value
  }
}

/** @returns the description of a value: of its schema, or of the property that refers to the schema */
export function descriptionFor(schema: JsonObject, { holder, name }: SampleContext): string {
  const own = asString(schema['description'])
  const declared = asObject(asObject(holder?.['properties'])?.[name])
  return own ?? asString(declared?.['description']) ?? ''
}

function resolved(schema: Subschema, { root }: SampleContext): JsonObject | undefined {
  const object = asObject(schema)
  const reference = asString(object?.['$ref'])
  return reference === undefined ? object : asObject(resolveReference(reference, root))
}

/** Other spellings, for a schema with a pattern. */
function withVariants(text: string, schema: JsonObject): string[] {
  return schema['pattern'] === undefined
    ? [text]
    : [
        text,
        text.toUpperCase(),
        text.toLowerCase(),
        text.replaceAll(/\s+/g, '-').toLowerCase(),
        text.replaceAll(/\s+/g, '_').toLowerCase(),
        text.replaceAll(/[^\d+]/g, ''),
        text.replaceAll(/\D/g, ''),
        text.replaceAll(/[^\p{L}\p{N}]/gu, ''),
      ]
}
