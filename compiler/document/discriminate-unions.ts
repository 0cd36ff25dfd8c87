import { type Json, type OpenApiDocument, resolveSchema, type Schema } from './document.ts'
import { mapSchemas } from './map-schemas.ts'
import { flattenUnion } from './unions.ts'

/** A union branch with the tag values that it accepts. */
interface TaggedBranch {
  schema: Schema
  values: Json[]
  /** False if the tag is optional in this branch. */
  required: boolean
  /** True if the branch enumerates the tag values itself, as AJV's `discriminator` requires. */
  direct: boolean
}

/**
 * Rewrites unions of objects that have a tag property (`role`, `type`, ...) so that the tag alone selects the branch.
 * An invalid value then fails at that property instead of once per branch, valid input is checked against one branch,
 * and `oneOf`, whose branches overlap in OpenAI's document, no longer rejects requests of real clients.
 *
 * @param document a normalized document (not mutated)
 */
export function discriminateUnions(document: OpenApiDocument): OpenApiDocument {
  return mapSchemas(document, ({ discriminator, ...schema }) => {
    const { oneOf, anyOf, ...rest } = schema
    const union = oneOf ?? anyOf
    if (union === undefined || (oneOf !== undefined && anyOf !== undefined)) {
      return schema
    }
    const tagged = discriminateUnion(document, union, discriminator?.propertyName)
    return Object.keys(rest).length === 0 ? tagged : { ...rest, allOf: [...(rest.allOf ?? []), tagged] }
  })
}

function discriminateUnion(document: OpenApiDocument, union: Schema[], hint: string | undefined): Schema {
  const branches = union.flatMap((branch) => flattenPlain(document, branch))
  const objects = branches.filter((branch) => isObjectBranch(document, branch))
  const others = branches.filter((branch) => !objects.includes(branch))
  const tag = objects.length > 1 ? findTag(document, objects, hint) : undefined
  const objectParts = tag === undefined ? objects : [chooseByTag(tag.name, tag.branches)]
  const parts = [...others, ...objectParts]
  const [only] = parts
  return parts.length === 1 && only !== undefined ? only : { anyOf: parts }
}

/** Keywords that narrow a union that has them. */
const NARROWING_KEYWORDS = ['properties', 'allOf', 'enum', 'const', 'required', 'if']

/** Inlines branches that are unions themselves, unless these have other constraints. */
function flattenPlain(document: OpenApiDocument, branch: Schema): Schema[] {
  return flattenUnion(branch, (part) => {
    const resolved = resolveSchema(document, part)
    const union = resolved.oneOf ?? resolved.anyOf
    if (union === undefined || NARROWING_KEYWORDS.some((keyword) => resolved[keyword] !== undefined)) {
      return undefined
    }
    // `type: object` on a union of objects is redundant; any other type narrows the union.
    const isPlain =
      resolved.type === undefined ||
      (resolved.type === 'object' && union.every((inner) => isObjectBranch(document, inner)))
    return isPlain ? union : undefined
  })
}

function isObjectBranch(document: OpenApiDocument, branch: Schema): boolean {
  const resolved = resolveSchema(document, branch)
  return resolved.type === 'object' || resolved.properties !== undefined || resolved.allOf !== undefined
}

function findTag(
  document: OpenApiDocument,
  branches: Schema[],
  hint: string | undefined,
): { name: string; branches: TaggedBranch[] } | undefined {
  const names = [hint, 'type', 'role', 'object', ...propertyNames(document, branches[0] ?? {})]
  for (const name of new Set(names.filter((candidate) => candidate !== undefined))) {
    const tagged = branches.map((schema) => tagValues(document, schema, name))
    const distinct = new Set(tagged.map((values) => JSON.stringify(values?.values)))
    if (distinct.size > 1 && tagged.every((values) => values !== undefined)) {
      return {
        name,
        branches: branches.flatMap((schema, index) => {
          const values = tagged[index]
          return values === undefined ? [] : [{ schema, ...values }]
        }),
      }
    }
  }
  return undefined
}

function propertyNames(document: OpenApiDocument, schema: Schema): string[] {
  const resolved = resolveSchema(document, schema)
  const inherited = (resolved.allOf ?? []).flatMap((part) => propertyNames(document, part))
  return [...Object.keys(resolved.properties ?? {}), ...inherited]
}

/** @returns the string values that the property may have in this branch, or undefined if they are not enumerated */
function tagValues(
  document: OpenApiDocument,
  schema: Schema,
  name: string,
): Omit<TaggedBranch, 'schema'> | undefined {
  const resolved = resolveSchema(document, schema)
  const property = resolved.properties?.[name]
  const own = property === undefined ? undefined : enumeratedTags(document, property)
  const inherited = (resolved.allOf ?? []).map((part) => tagValues(document, part, name))
  const found = own ?? inherited.find((values) => values !== undefined)?.values
  if (found === undefined) {
    return undefined
  }
  const required =
    resolved.required?.includes(name) === true || inherited.some((values) => values?.required === true)
  const direct = property?.enum !== undefined && !property.enum.includes(null) && required
  return { values: found, required, direct }
}

function enumeratedTags(document: OpenApiDocument, schema: Schema): Json[] | undefined {
  const property = resolveSchema(document, schema)
  const [only, ...others] = (property.anyOf ?? []).filter((part) => part.type !== 'null')
  if (only !== undefined && others.length === 0) {
    return enumeratedTags(document, only)
  }
  const values = property.const === undefined ? property.enum : [property.const]
  const tags = values?.filter((value) => value !== null)
  return tags !== undefined && tags.length > 0 && tags.every((value) => typeof value === 'string')
    ? tags
    : undefined
}

function chooseByTag(name: string, branches: TaggedBranch[]): Schema {
  const values = [...new Set(branches.flatMap((branch) => branch.values))]
  const sharing = Map.groupBy(values, (value) =>
    branches.flatMap((branch, index) => (branch.values.includes(value) ? [index] : [])).join(),
  )
  const choices = [...sharing.entries()].map(([indexes, tags]): Schema => {
    const chosen = indexes.split(',').flatMap((index) => {
      const branch = branches[Number(index)]
      return branch === undefined ? [] : [branch]
    })
    const [only] = chosen
    if (chosen.length === 1 && only?.direct === true && only.values.length === tags.length) {
      return only.schema
    }
    const schemas = chosen.map((branch) => branch.schema)
    const constraint: Schema = schemas.length === 1 ? { allOf: schemas } : { anyOf: schemas }
    return { properties: { [name]: { enum: tags } }, required: [name], ...constraint }
  })
  const tagged: Schema = {
    type: 'object',
    required: [name],
    allOf: [{ properties: { [name]: { enum: values } } }, oneOfByTag(name, choices)],
  }
  const untagged = branches.filter((branch) => !branch.required).map((branch) => branch.schema)
  if (untagged.length === 0) {
    return tagged
  }
  const hasTag = { properties: { [name]: { type: 'string' } }, required: [name] }
  return { type: 'object', if: hasTag, then: tagged, else: { anyOf: untagged } }
}

function oneOfByTag(name: string, choices: Schema[]): Schema {
  const [only] = choices
  return choices.length === 1 && only !== undefined
    ? only
    : { type: 'object', discriminator: { propertyName: name }, required: [name], oneOf: choices }
}
