import { isRecord } from '../web/json/is-record.ts'

const COMPONENT = '#/components/schemas/'
const BUNDLED = '#/__bundled__/'

/** Inlines component schemas. */
export interface SchemaLinker {
  /**
   * Replaces references to component schemas. Each schema is one shared object, since copies of OpenAI's schemas would
   * fill memory.
   *
   * @param value parsed JSON, mutated
   * @returns the same value
   */
  link<T extends object>(value: T): T
  /** Recursive schemas by name. The inner occurrence is a reference, `#/__bundled__/{name}`. */
  recursive: Record<string, unknown>
}

/**
 * @param texts JSON of the component schemas by name, parsed on first reference
 */
export function linkSchemas(texts: Record<string, string>): SchemaLinker {
  const linked = new Map<string, unknown>()
  const inProgress = new Set<string>()
  const recursive: Record<string, unknown> = {}

  const component = (name: string): unknown => {
    if (inProgress.has(name)) {
      recursive[name] = undefined
      return { $ref: BUNDLED + name }
    }
    if (!linked.has(name)) {
      inProgress.add(name)
      const schema = replace(JSON.parse(texts[name] ?? '{}'))
      inProgress.delete(name)
      linked.set(name, schema)
      if (name in recursive) {
        recursive[name] = schema
      }
    }
    return linked.get(name)
  }

  const replace = (value: unknown, namesProperties = false): unknown => {
    if (Array.isArray(value)) {
      for (const [index, item] of value.entries()) {
        value[index] = replace(item)
      }
      return value
    }
    if (!isRecord(value)) {
      return value
    }
    const reference = value['$ref']
    if (!namesProperties && typeof reference === 'string' && reference.startsWith(COMPONENT)) {
      return component(reference.slice(COMPONENT.length))
    }
    for (const [key, member] of Object.entries(value)) {
      if (namesProperties || !DATA_KEYWORDS.has(key)) {
        value[key] = replace(member, !namesProperties && key === 'properties')
      }
    }
    return value
  }

  return {
    link(value) {
      replace(value)
      return value
    },
    recursive,
  }
}

/** Keywords whose values are data, in which `$ref` is an ordinary member: examples, defaults and enumerated values. */
export const DATA_KEYWORDS = new Set(['examples', 'example', 'default', 'enum', 'const'])
