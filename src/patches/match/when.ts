import type { Json } from '../../web/json/json.ts'
import { objectIn } from '../../web/json/narrow.ts'
import { pointerTo } from '../../web/json/pointer.ts'
import { compileCondition, type Found, type Test } from './condition.ts'
import { didYouMean, type DocumentFault } from '../document/issue.ts'
import type { CompiledPath } from '../../web/json/json-path.ts'
import { compileRequestPath } from './request-path.ts'
import { type RequestView, SEEN_MEMBERS } from './request-view.ts'

/** Result of one condition of a patch. */
export interface ConditionOutcome {
  /** JSON Pointer (RFC 6901) relative to the patch: `/when/$.body.model`. */
  pointer: string
  path: string
  condition: Json
  /** The values that the path selected; may be empty. */
  found: readonly Json[]
  /** Whether the values satisfy the condition. */
  satisfied: boolean
  /** Whether the patch requires the condition to be satisfied: false inside a `not`. */
  expected: boolean
}

/** A compiled `when`. */
export interface CompiledWhen {
  /** Whether the request satisfies the conditions; short-circuits. */
  holds(view: RequestView): boolean
  /** Evaluates every condition. */
  explain(view: RequestView): ConditionOutcome[]
}

const GROUPS = ['any', 'all', 'not'] as const

/**
 * Compiles the `when` of a patch.
 *
 * @param when not yet validated
 * @param pointer JSON Pointer of the field, for issues
 * @param faults collects issues
 */
export function compileWhen(when: Json, pointer: string, faults: DocumentFault[]): CompiledWhen {
  return compileMembers(when, { place: pointer, name: '/when', faults })
}

/** Location of a part of a `when`. */
interface Spot {
  /** JSON Pointer relative to the document. */
  place: string
  /** JSON Pointer relative to the patch. */
  name: string
  faults: DocumentFault[]
}

function below({ place, name, faults }: Spot, ...tokens: string[]): Spot {
  const rest = pointerTo(tokens)
  return { place: place + rest, name: name + rest, faults }
}

function compileMembers(when: Json, spot: Spot): CompiledWhen {
  const members = objectIn(when)
  if (members === undefined) {
    const suggestion = '{ "$.body.model": "gpt-5.4" }'
    spot.faults.push({ pointer: spot.place, message: 'must be an object of conditions', suggestion })
    return every([])
  }
  return every(Object.entries(members).map(([key, value]) => compileMember(key, value, below(spot, key))))
}

function compileMember(key: string, value: Json, spot: Spot): CompiledWhen {
  switch (key) {
    case 'all':
      return every(compileGroup(value, spot))
    case 'any':
      return some(compileGroup(value, spot))
    case 'not':
      return negated(compileMembers(value, spot))
    default:
      return compileLeaf(key, value, spot)
  }
}

function compileGroup(value: Json, spot: Spot): CompiledWhen[] {
  if (!Array.isArray(value) || value.length === 0) {
    const suggestion = '[{ "$.body.model": "a" }, { "$.body.model": "b" }]'
    spot.faults.push({
      pointer: spot.place,
      message: 'must be a non-empty array of condition objects',
      suggestion,
    })
    return []
  }
  return value.map((when, index) => compileMembers(when, below(spot, String(index))))
}

function compileLeaf(key: string, condition: Json, spot: Spot): CompiledWhen {
  const path = readPath(key, spot)
  const test = compileCondition(condition, spot.place, { faults: spot.faults, ignoreCase: false })
  return path === undefined ? every([]) : leaf({ path, test, condition, pointer: spot.name })
}

function readPath(key: string, { place, faults }: Spot): CompiledPath | undefined {
  if (!key.startsWith('$')) {
    const [member = ''] = key.split(/[.[]/)
    const suggestion = SEEN_MEMBERS.some((name) => name === member)
      ? `did you mean "$.${key}"?`
      : didYouMean(key, GROUPS)
    faults.push({
      pointer: place,
      message: 'must be a JSONPath starting with $, or one of "any", "all" and "not"',
      ...(suggestion !== undefined && { suggestion }),
    })
    return undefined
  }
  const path = compileRequestPath(key)
  if ('fault' in path) {
    faults.push({ pointer: place, ...path.fault })
    return undefined
  }
  return path
}

interface Leaf {
  path: CompiledPath
  test: Test
  condition: Json
  pointer: string
}

/** Parts of a request whose values are all strings. */
const TEXT_MEMBERS: readonly unknown[] = ['params', 'query', 'headers']

function leaf({ path, test, condition, pointer }: Leaf): CompiledWhen {
  const [member] = path.beginning
  const isText = TEXT_MEMBERS.includes(member)
  const find = ({ request, isTextBody, budget }: RequestView): Found => ({
    values: path.find(request, budget),
    isText: isText || (isTextBody && member === 'body'),
    budget,
  })
  return {
    holds: (view) => test(find(view)),
    explain: (view) => {
      const found = find(view)
      return [
        { pointer, path: path.text, condition, found: found.values, satisfied: test(found), expected: true },
      ]
    },
  }
}

function every(parts: readonly CompiledWhen[]): CompiledWhen {
  return {
    holds: (view) => parts.every((part) => part.holds(view)),
    explain: (view) => parts.flatMap((part) => part.explain(view)),
  }
}

function some(parts: readonly CompiledWhen[]): CompiledWhen {
  return {
    holds: (view) => parts.some((part) => part.holds(view)),
    explain: (view) => parts.flatMap((part) => part.explain(view)),
  }
}

function negated(part: CompiledWhen): CompiledWhen {
  return {
    holds: (view) => !part.holds(view),
    explain: (view) => part.explain(view).map((outcome) => ({ ...outcome, expected: !outcome.expected })),
  }
}
