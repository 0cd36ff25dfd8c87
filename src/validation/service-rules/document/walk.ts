import type { RequestFacts, StatedLimit, ValueFacts } from '../../../catalogue/contract.ts'
import { isRecord } from '../../../web/json/is-record.ts'

/** Receives the findings of {@link walkFacts}. The path is mutated afterwards. */
export interface FactVisitor {
  /** @param siblings the known members of the object */
  unknownMember: (path: readonly (string | number)[], siblings: Readonly<Record<string, number>>) => void
  exceededLimit: (path: readonly (string | number)[], limit: StatedLimit, value: unknown) => void
  longName: (path: readonly (string | number)[], limit: number) => void
}

/** Options of {@link walkFacts}. */
export interface WalkOptions {
  /** True if numbers may be strings, as in forms and queries. */
  isText: boolean
}

/**
 * Compares a part of a request with the facts of the document. Only parts with facts are visited.
 *
 * @param facts the facts of the operation
 * @param root index of the facts of the part
 * @param value the part
 */
export function walkFacts(
  facts: RequestFacts,
  root: number,
  value: unknown,
  { visitor, isText }: WalkOptions & { visitor: FactVisitor },
): void {
  const path: (string | number)[] = []
  const visit = (index: number, current: unknown): void => {
    const known = facts.values[index]
    if (known === undefined || current === undefined || current === null) {
      return
    }
    if (known.limits !== undefined) {
      for (const limit of known.limits) {
        if (exceeds(current, limit, isText)) {
          visitor.exceededLimit(path, limit, current)
          break
        }
      }
    }
    if (Array.isArray(current)) {
      if (known.items !== undefined) {
        for (const [position, item] of current.entries()) {
          path.push(position)
          visit(known.items, item)
          path.pop()
        }
      }
    } else if (isRecord(current)) {
      visitObject(known, current)
    }
  }
  const visitObject = (known: ValueFacts, object: Readonly<Record<string, unknown>>): void => {
    const { tag, branches, members = NO_MEMBERS, others, maxNameLength = Infinity } = known
    if (tag !== undefined) {
      const selected = object[tag] ?? ''
      const branch = typeof selected === 'string' ? (branches?.[selected] ?? branches?.['*']) : undefined
      if (branch !== undefined) {
        visit(branch, object)
      }
      return
    }
    if (known.closed === true || maxNameLength !== Infinity) {
      for (const name in object) {
        if (!Object.hasOwn(members, name)) {
          path.push(name)
          if (known.closed === true) {
            visitor.unknownMember(path, members)
          } else if (name.length > maxNameLength) {
            visitor.longName(path, maxNameLength)
          }
          path.pop()
        }
      }
    }
    for (const name in object) {
      const inner = Object.hasOwn(members, name) ? members[name] : others
      if (inner !== undefined && inner !== -1) {
        path.push(name)
        visit(inner, object[name])
        path.pop()
      }
    }
  }
  visit(root, value)
}

const NO_MEMBERS: Readonly<Record<string, number>> = {}

type LimitTest = (value: unknown, limit: number, isText: boolean) => boolean

/** Whether a value exceeds a limit, by keyword. */
const EXCEEDS: Readonly<Record<Exclude<StatedLimit[0], 'pattern'>, LimitTest>> = {
  maxLength: (value, limit) => typeof value === 'string' && value.length > limit && codePoints(value) > limit,
  minLength: (value, limit) => typeof value === 'string' && codePoints(value) < limit,
  maxItems: (value, limit) => Array.isArray(value) && value.length > limit,
  minItems: (value, limit) => Array.isArray(value) && value.length < limit,
  maxProperties: (value, limit) => isRecord(value) && Object.keys(value).length > limit,
  minimum: (value, limit, isText) => isNumeric(value, isText) && Number(value) < limit,
  maximum: (value, limit, isText) => isNumeric(value, isText) && Number(value) > limit,
}

function exceeds(value: unknown, [keyword, limit]: StatedLimit, isText: boolean): boolean {
  return keyword === 'pattern'
    ? typeof value === 'string' && !new RegExp(String(limit)).test(value)
    : EXCEEDS[keyword](value, Number(limit), isText)
}

/** Lengths are counted in code points, as JSON Schema does. */
function codePoints(text: string): number {
  let count = 0
  for (const _ of text) {
    count += 1
  }
  return count
}

function isNumeric(value: unknown, isText: boolean): boolean {
  return typeof value === 'number' || (isText && typeof value === 'string' && /^-?\d+(?:\.\d+)?$/.test(value))
}
