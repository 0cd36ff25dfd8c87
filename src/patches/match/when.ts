import type { Json } from '../../web/json/json.ts'
import { asObject } from '../../web/json/narrow.ts'
import { formatPointer } from '../../web/json/pointer.ts'
import { compileCondition, type ConditionTest } from './condition.ts'
import { didYouMean, type Issue } from '../document/issue.ts'
import type { CompiledPath } from '../../web/json/json-path.ts'
import { compileRequestPath } from './request-path.ts'
import { type RequestView, REQUEST_FIELDS } from './request-view.ts'
import type { FoundValues } from './value-operators.ts'

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
  matches(view: RequestView): boolean
  /** Evaluates every condition. */
  explain(view: RequestView): ConditionOutcome[]
}

const GROUPS = ['any', 'all', 'not'] as const

/**
 * Compiles the `when` of a patch.
 *
 * @param when not yet validated
 * @param pointer JSON Pointer of the field, for issues
 * @param issues collects issues
 */
export function compileWhen(when: Json, pointer: string, issues: Issue[]): CompiledWhen {
  return compileMembers(when, { documentPointer: pointer, patchPointer: '/when', issues })
}

/** Location of a part of a `when`. */
interface WhenLocation {
  /** JSON Pointer relative to the document. */
  documentPointer: string
  /** JSON Pointer relative to the patch. */
  patchPointer: string
  issues: Issue[]
}

function child({ documentPointer, patchPointer, issues }: WhenLocation, ...tokens: string[]): WhenLocation {
  const rest = formatPointer(tokens)
  return { documentPointer: documentPointer + rest, patchPointer: patchPointer + rest, issues }
}

function compileMembers(when: Json, location: WhenLocation): CompiledWhen {
  const members = asObject(when)
  if (members === undefined) {
    const suggestion = '{ "$.body.model": "gpt-5.4" }'
    location.issues.push({
      pointer: location.documentPointer,
      message: 'must be an object of conditions',
      suggestion,
    })
    return allOf([])
  }
  return allOf(Object.entries(members).map(([key, value]) => compileMember(key, value, child(location, key))))
}

function compileMember(key: string, value: Json, location: WhenLocation): CompiledWhen {
  switch (key) {
    case 'all':
      return allOf(compileGroup(value, location))
    case 'any':
      return anyOf(compileGroup(value, location))
    case 'not':
      return negate(compileMembers(value, location))
    default:
      return compileLeaf(key, value, location)
  }
}

function compileGroup(value: Json, location: WhenLocation): CompiledWhen[] {
  if (!Array.isArray(value) || value.length === 0) {
    const suggestion = '[{ "$.body.model": "a" }, { "$.body.model": "b" }]'
    location.issues.push({
      pointer: location.documentPointer,
      message: 'must be a non-empty array of condition objects',
      suggestion,
    })
    return []
  }
  return value.map((when, index) => compileMembers(when, child(location, String(index))))
}

function compileLeaf(key: string, condition: Json, location: WhenLocation): CompiledWhen {
  const path = compileKey(key, location)
  const test = compileCondition(condition, {
    pointer: location.documentPointer,
    issues: location.issues,
    ignoreCase: false,
  })
  return path === undefined ? allOf([]) : leaf({ path, test, condition, pointer: location.patchPointer })
}

function compileKey(
  key: string,
  { documentPointer: pointer, issues }: WhenLocation,
): CompiledPath | undefined {
  if (!key.startsWith('$')) {
    const [member = ''] = key.split(/[.[]/)
    const suggestion = REQUEST_FIELDS.some((name) => name === member)
      ? `did you mean "$.${key}"?`
      : didYouMean(key, GROUPS)
    issues.push({
      pointer: pointer,
      message: 'must be a JSONPath starting with $, or one of "any", "all" and "not"',
      ...(suggestion !== undefined && { suggestion }),
    })
    return undefined
  }
  const path = compileRequestPath(key)
  if ('issue' in path) {
    issues.push({ pointer: pointer, ...path.issue })
    return undefined
  }
  return path
}

interface Leaf {
  path: CompiledPath
  test: ConditionTest
  condition: Json
  pointer: string
}

/** Parts of a request whose values are all strings. */
const TEXT_MEMBERS: readonly unknown[] = ['params', 'query', 'headers']

function leaf({ path, test, condition, pointer }: Leaf): CompiledWhen {
  const [member] = path.prefix
  const isText = TEXT_MEMBERS.includes(member)
  const find = ({ request, isTextBody, budget }: RequestView): FoundValues => ({
    values: path.find(request, budget),
    isText: isText || (isTextBody && member === 'body'),
    budget,
  })
  return {
    matches: (view) => test(find(view)),
    explain: (view) => {
      const found = find(view)
      return [
        { pointer, path: path.text, condition, found: found.values, satisfied: test(found), expected: true },
      ]
    },
  }
}

function allOf(parts: readonly CompiledWhen[]): CompiledWhen {
  return {
    matches: (view) => parts.every((part) => part.matches(view)),
    explain: (view) => parts.flatMap((part) => part.explain(view)),
  }
}

function anyOf(parts: readonly CompiledWhen[]): CompiledWhen {
  return {
    matches: (view) => parts.some((part) => part.matches(view)),
    explain: (view) => parts.flatMap((part) => part.explain(view)),
  }
}

function negate(part: CompiledWhen): CompiledWhen {
  return {
    matches: (view) => !part.matches(view),
    explain: (view) => part.explain(view).map((outcome) => ({ ...outcome, expected: !outcome.expected })),
  }
}
