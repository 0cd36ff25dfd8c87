import { isRecord } from '../../src/web/json/is-record.ts'
import type { Json, JsonObject } from '../../src/web/json/json.ts'
import { asString } from '../../src/web/json/narrow.ts'

/** A difference between a recorded answer and the mock's, such as `.usage: the mock lacks it (object)`. */
export type Difference = string

/** Members with names of the caller, or whose members depend on the model's output. */
const FREE_MEMBERS =
  /\.(?:metadata|attributes|categories|category_scores|category_applied_input_types|schema|parameters|properties|arguments|logit_bias|logprobs)$/

/**
 * Compares the names and JSON types of all members, not their values. Lists are compared by the first item of each kind.
 *
 * @param path the position of both values, for the messages
 */
export function compareMembers(recorded: Json, mocked: Json, path = ''): Difference[] {
  if (typeName(recorded) !== typeName(mocked)) {
    return [`${path}: service ${typeName(recorded)}, mock ${typeName(mocked)}`]
  }
  if (FREE_MEMBERS.test(path)) {
    return []
  }
  if (Array.isArray(recorded) && Array.isArray(mocked)) {
    return compareItems(recorded, mocked, path)
  }
  return isRecord(recorded) && isRecord(mocked) ? compareObjects(recorded, mocked, path) : []
}

function compareItems(recorded: Json[], mocked: Json[], path: string): Difference[] {
  return [...new Set(recorded.map(kindOf))].flatMap((kind) => {
    const one = recorded.find((item) => kindOf(item) === kind)
    const other = mocked.find((item) => kindOf(item) === kind)
    return one === undefined || other === undefined ? [] : compareMembers(one, other, `${path}[${kind}]`)
  })
}

function compareObjects(recorded: JsonObject, mocked: JsonObject, path: string): Difference[] {
  const lacking = Object.entries(recorded).flatMap(([name, value]): Difference[] => {
    const member = mocked[name]
    return member === undefined
      ? [`${path}.${name}: the mock lacks it (${typeName(value)})`]
      : compareMembers(value, member, `${path}.${name}`)
  })
  const added = Object.entries(mocked)
    .filter(([name]) => !Object.hasOwn(recorded, name))
    .map(([name, value]) => `${path}.${name}: only the mock has it (${typeName(value)})`)
  return [...lacking, ...added]
}

/**
 * Compares two event streams: the order in which events first come, and the members of the first event of each name. The
 * number of events depends on the model's output.
 */
export function compareStreams(recorded: string, mocked: string): Difference[] {
  const [ours, theirs] = [parseEvents(mocked), parseEvents(recorded)]
  const [ourOrder, theirOrder] = [firstNames(ours), firstNames(theirs)]
  const order = ourOrder === theirOrder ? [] : [`event order: service ${theirOrder} | mock ${ourOrder}`]
  const members = [...new Set(theirs.map(eventName))].flatMap((name) => {
    const one = theirs.find((event) => eventName(event) === name)
    const other = ours.find((event) => eventName(event) === name)
    return one === undefined || other === undefined ? [] : compareMembers(one, other, `<${name}>`)
  })
  return [...order, ...members]
}

/** @returns the data of server-sent events, parsed where it is JSON */
export function parseEvents(stream: string): Json[] {
  return stream.split(/\r?\n\r?\n/).flatMap((block): Json[] => {
    const data = block
      .split(/\r?\n/)
      .filter((line) => line.startsWith('data:'))
      .map((line) => line.slice('data:'.length).trim())
      .join('\n')
    return data === '' ? [] : [parseJson(data) ?? data]
  })
}

/** @returns the value of a JSON text, or undefined if it is not JSON */
export function parseJson(text: string): Json | undefined {
  try {
    return JSON.parse(text)
  } catch {
    return undefined
  }
}

function firstNames(events: Json[]): string {
  return [...new Set(events.map(eventName))].join(' ')
}

function eventName(event: Json): string {
  const { type, object } = isRecord(event) ? event : {}
  return typeof event === 'string' ? event : (asString(type) ?? asString(object) ?? 'event')
}

function kindOf(item: Json): string {
  const { type, object, role } = isRecord(item) ? item : {}
  return asString(type) ?? asString(object) ?? asString(role) ?? ''
}

function typeName(value: Json): string {
  return value === null ? 'null' : Array.isArray(value) ? 'array' : typeof value
}
