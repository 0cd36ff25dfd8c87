import type { JsonObject } from '../../web/json/json.ts'
import { asArray, asString } from '../../web/json/narrow.ts'
import { decideBoolean } from '../decisions/booleans.ts'
import { meantValue } from '../decisions/enums.ts'
import { assignValues, MIN_OPTIONAL, MIN_OPTIONAL_OUTPUT, type Assigned } from '../values/assign-values.ts'
import type { Entity } from '../values/readers/entity.ts'
import type { Evidence } from '../values/evidence.ts'
import type { SampleContext, Subschema } from './context.ts'
import { findItems } from './item-plans.ts'
import { plainSchema, wantedProperties } from './plain-schema.ts'
import type { SourceTexts } from './source-texts.ts'

/** Objects nested more deeply are not searched for named members. */
const MAX_NESTING = 4

/** Assigns the values of the question to the properties of each object, once per object. */
export class PropertyPlans {
  readonly #texts: SourceTexts
  readonly #plans = new Map<JsonObject, ReadonlyMap<string, Assigned>>()
  readonly #roots = new Map<JsonObject, JsonObject>()
  readonly #used = new Set<Entity>()

  constructor(texts: SourceTexts) {
    this.#texts = texts
  }

  /** @returns the value that the question names for a property */
  assigned({ holder, name, root }: SampleContext): Assigned | undefined {
    return holder === undefined ? undefined : this.#planOf(holder, root).get(name)
  }

  /** @returns the value that the question names for a schema that is not a member of an object */
  assignedToRoot(schema: JsonObject, { name, root }: SampleContext): Assigned | undefined {
    const holder: JsonObject = { properties: { [name]: schema }, required: [name] }
    const key = this.#roots.get(schema) ?? holder
    this.#roots.set(schema, key)
    return this.#planOf(key, root).get(name)
  }

  /** @returns true for an optional property whose value the question names */
  isWanted(property: Subschema, context: SampleContext): boolean {
    const { isOutput } = this.#texts
    const hasRequired = asArray(context.holder?.['required']).length > 0
    return (isOutput && !hasRequired) || this.isNamed(property, context)
  }

  /** @returns true if the question names the value of a property or of one of its members */
  isNamed(property: Subschema, context: SampleContext, nesting = 0): boolean {
    const plain = plainSchema(property, context.root)
    if (plain === undefined || nesting > MAX_NESTING) {
      return false
    }
    const { schema, type } = plain
    const { item, isOutput } = this.#texts
    if (item !== undefined && item.name === context.name) {
      return true
    }
    const values = asArray(schema['enum']).flatMap((value) => asString(value) ?? [])
    if (values.length > 0) {
      return meantValue(values, context.name, this.#texts) !== undefined
    }
    switch (type) {
      case 'boolean': {
        const description = asString(schema['description']) ?? ''
        const { from, words } = decideBoolean({ name: context.name, description }, this.#texts, undefined)
        return from === 'question' && words !== ''
      }
      case 'array':
        return (findItems(schema, context, { texts: this.#texts, isRequired: isOutput })?.length ?? 0) > 0
      case 'object':
        return this.countFound(schema, context) > 0
      default:
        return this.assigned(context) !== undefined || this.#isInResults(context.name, type)
    }
  }

  /** @returns how many members of an object the question names */
  countFound(schema: JsonObject, { root }: SampleContext): number {
    const properties = wantedProperties(schema, root, this.#texts).map((property) => ({
      ...property,
      isRequired: false,
    }))
    return assignValues(properties, this.#texts.evidence, {
      used: new Set(this.#used),
      minOptional: this.#minOptional,
    }).size
  }

  #isInResults(name: string, type: string): boolean {
    return (
      !this.#texts.results.isEmpty &&
      this.#texts.results.find(name, type === 'string' ? 'string' : 'number') !== undefined
    )
  }

  get #minOptional(): number {
    return this.#texts.isOutput ? MIN_OPTIONAL_OUTPUT : MIN_OPTIONAL
  }

  #planOf(holder: JsonObject, root: JsonObject): ReadonlyMap<string, Assigned> {
    const known = this.#plans.get(holder)
    if (known !== undefined) {
      return known
    }
    const { evidence, whole } = this.#texts
    const properties = wantedProperties(holder, root, this.#texts)
    const plan = assignValues(properties, evidence, { used: this.#used, minOptional: this.#minOptional })
    const missing = properties.filter(({ name, isRequired }) => isRequired && !plan.has(name))
    if (whole !== undefined && missing.length > 0) {
      for (const [name, assigned] of assignValues(missing, whole, { used: outside(whole, evidence) })) {
        plan.set(name, assigned)
      }
    }
    this.#plans.set(holder, plan)
    return plan
  }
}

/** @returns the values of the whole question that are in its part, too */
function outside(whole: Evidence, part: Evidence): Set<Entity> {
  return new Set(whole.entities.filter(({ text }) => part.text.includes(text)))
}
