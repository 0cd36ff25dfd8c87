import { isRecord } from '../json/is-record.ts'

const COMPONENT = '#/components/schemas/'
const BUNDLED = '#/__bundled__/'

/** Puts component schemas in the place of references to them. */
export interface SchemaLinker {
  /**
   * @param value parsed JSON that nothing else uses; it is changed in place
   * @returns the same value, its references to component schemas replaced by the schemas themselves: one object a
   *   schema, shared by all who refer to it, since copies of OpenAI's schemas would fill memory
   */
  link<T extends object>(value: T): T
  /** Schemas that contain themselves, by name; a reference `#/__bundled__/{name}` stands for the inner occurrence. */
  recursive: Record<string, unknown>
}

/**
 * @param texts JSON of the component schemas by name, parsed when first referred to
 */
export function linkSchemas(texts: Record<string, string>): SchemaLinker {
  const linked = new Map<string, unknown>()
  const open = new Set<string>()
  const recursive: Record<string, unknown> = {}

  const component = (name: string): unknown => {
    if (open.has(name)) {
      recursive[name] = undefined
      return { $ref: BUNDLED + name }
    }
    if (!linked.has(name)) {
      open.add(name)
      const schema = replace(JSON.parse(texts[name] ?? '{}'))
      open.delete(name)
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
      if (namesProperties || !HOLDS_DATA.has(key)) {
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

/** Members that hold data, in which `$ref` would be just a name: examples, defaults and enumerated values. */
export const HOLDS_DATA = new Set(['examples', 'example', 'default', 'enum', 'const'])
