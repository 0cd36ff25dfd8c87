import type { Json, Schema } from '../document/document.ts'

/** Options of {@link typeOfSchema}. */
export interface TypeOptions {
  /** Returns the name of the type of a component schema. */
  reference: (pointer: string) => string
  /**
   * True for form fields. They are text: scalars keep the type in which they were sent, and a list of one item may be
   * that item.
   */
  isText: boolean
}

/** The TypeScript type of any JSON value, in generated declarations. */
const ANY = 'Json'
const ANY_OBJECT = 'JsonObject'

/** The type of a scalar form field, which is only converted to its declared type for validation. */
const FIELD = 'Field'

/** @returns a TypeScript type that contains every value that the schema accepts */
export function typeOfSchema(schema: Schema | boolean, options: TypeOptions): string {
  return constraintOf(schema, options) ?? ANY
}

/** @returns the type that the schema restricts values to, or undefined if it allows several kinds of values */
function constraintOf(schema: Schema | boolean, options: TypeOptions): string | undefined {
  if (typeof schema === 'boolean') {
    return undefined
  }
  const { $ref, allOf = [], anyOf, oneOf } = schema
  const parts = [
    $ref === undefined ? undefined : options.reference($ref),
    ownConstraint(schema, options),
    ...allOf.map((part) => constraintOf(part, options)),
    ...[anyOf, oneOf].map((branches) => branches && unionOf(branches, options)),
  ].filter((part) => part !== undefined)
  const objects = parts.filter((part) => part !== ANY_OBJECT)
  return joined(objects.length > 0 ? objects : parts, ' & ')
}

/** @returns the union of the branches, or undefined if one of them accepts anything */
function unionOf(branches: readonly Schema[], options: TypeOptions): string | undefined {
  const types = branches.map((branch) => constraintOf(branch, options))
  return types.includes(undefined)
    ? undefined
    : joined(
        types.filter((type) => type !== undefined),
        ' | ',
      )
}

function ownConstraint(schema: Schema, options: TypeOptions): string | undefined {
  const { type, const: only, enum: values = only === undefined ? undefined : [only] } = schema
  if (values !== undefined) {
    return options.isText && values.every(isScalar)
      ? FIELD
      : joined(
          values.map((value) => (isScalar(value) ? JSON.stringify(value) : ANY)),
          ' | ',
        )
  }
  if (type === undefined) {
    return schema.properties === undefined ? undefined : objectType(schema, options)
  }
  return joined(
    [type].flat().map((one) => typeOfKind(one, schema, options)),
    ' | ',
  )
}

function typeOfKind(type: string, schema: Schema, options: TypeOptions): string {
  switch (type) {
    case 'object':
      return objectType(schema, options)
    case 'array':
      return arrayType(schema, options)
    case 'null':
      return options.isText ? FIELD : 'null'
    case 'string':
      // The file of a form field.
      return schema.format === 'binary' ? ANY : options.isText ? FIELD : 'string'
    case 'integer':
    case 'number':
      return options.isText ? FIELD : 'number'
    case 'boolean':
      return options.isText ? FIELD : 'boolean'
    default:
      return ANY
  }
}

function arrayType({ items, prefixItems }: Schema, options: TypeOptions): string {
  const item = items === undefined || prefixItems !== undefined ? ANY : typeOfSchema(items, options)
  return options.isText ? `(${item})[] | ${item}` : `(${item})[]`
}

function objectType(
  { properties, required = [], additionalProperties }: Schema,
  options: TypeOptions,
): string {
  if (properties === undefined) {
    return additionalProperties === undefined || typeof additionalProperties === 'boolean'
      ? ANY_OBJECT
      : `{ [name: string]: ${typeOfSchema(additionalProperties, options)} }`
  }
  const members = Object.entries(properties).map(
    ([name, property]) =>
      `${JSON.stringify(name)}${required.includes(name) ? '' : '?'}: ${typeOfSchema(property, options)}`,
  )
  return members.length === 0 ? ANY_OBJECT : `{ ${members.join('; ')} }`
}

function joined(types: readonly string[], operator: ' | ' | ' & '): string | undefined {
  const distinct = [...new Set(types)]
  return distinct.length < 2 ? distinct[0] : `(${distinct.join(operator)})`
}

function isScalar(value: Json): boolean {
  return value === null || typeof value !== 'object'
}
