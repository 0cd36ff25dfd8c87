import type { ErrorDetail } from '../openai/errors.ts'
import { asObject, asString } from '../web/json/narrow.ts'
import { type JsonPath, valueAt } from '../web/json/pointer.ts'
import type { RejectedValue } from './probe-validator.ts'
import { CHAT, RESPONSES } from './service-rules/evidence.ts'
import type { LocatedViolation } from './violations.ts'

/** An error that the service words differently than the common ones of its validation. */
interface Wording {
  operations: readonly string[]
  /** The path of the invalid value; `*` stands for an index, `**` at the end for any path. */
  path: JsonPath
  /** @returns the changed fields, or undefined if the violation is another one */
  reword: (violation: RewordedViolation) => Partial<ErrorDetail> | undefined
}

interface RewordedViolation {
  keyword: string
  path: JsonPath
  /** The invalid value. */
  value: unknown
  /** @returns the value at the start of the path, with the given number of tokens */
  outer: (depth: number) => unknown
}

/** Sources: see `MEASURED_CHAT` and `MEASURED_RESPONSES` in service-rules/evidence.ts, and the links. */
const WORDINGS: readonly Wording[] = [
  {
    operations: CHAT,
    path: ['model'],
    reword: ({ keyword }) =>
      keyword === 'required'
        ? { message: 'you must provide a model parameter', param: null, code: null }
        : undefined,
  },
  {
    // https://github.com/strands-agents/sdk-python/issues/320
    operations: CHAT,
    path: ['messages', '*', 'content', '**'],
    reword: ({ path, outer }) => {
      const role = asString(asObject(outer(2))?.['role'])
      const isImage = asObject(outer(4))?.['type'] === 'image_url'
      const param = `messages[${path[1]}]`
      return isImage && role !== 'user'
        ? {
            message: `Invalid '${param}'. Image URLs are only allowed for messages with role 'user', but this message with role '${role ?? ''}' contains an image URL.`,
            param,
            code: 'invalid_value',
          }
        : undefined
    },
  },
  {
    operations: CHAT,
    path: ['messages', '*', 'content'],
    reword: ({ path, value, outer }) =>
      (value === null || value === undefined) && asObject(outer(2))?.['role'] !== 'developer'
        ? {
            message: "Invalid value for 'content': expected a string, got null.",
            param: `messages.[${path[1]}].content`,
            code: null,
          }
        : undefined,
  },
  ...['type', 'role'].map((tag): Wording => ({
    operations: RESPONSES,
    path: ['input', '*', tag],
    reword: ({ path, value }) => (typeof value === 'string' ? { param: `input[${path[1]}]` } : undefined),
  })),
]

/**
 * Rewords the error of a violation as the service does.
 *
 * @param operationId the operation of the request
 * @param violation the validated value, the violation (undefined if the validator gave no reason), and its error in the
 *   common wording
 */
export function inServiceWords(
  operationId: string,
  {
    rejected,
    located,
    detail,
  }: { rejected: RejectedValue; located: LocatedViolation | undefined; detail: ErrorDetail },
): ErrorDetail {
  if (located === undefined) {
    return detail
  }
  const { path, violation } = located
  const known = WORDINGS.filter(
    (wording) => wording.operations.includes(operationId) && matchesPath(wording.path, path),
  )
  const outer = (depth: number) => valueAt(rejected.value, path.slice(0, depth))
  for (const { reword } of known) {
    const changed = reword({ keyword: violation.keyword, path, value: outer(path.length), outer })
    if (changed !== undefined) {
      return { ...detail, ...changed }
    }
  }
  return detail
}

function matchesPath(pattern: JsonPath, path: JsonPath): boolean {
  const isOpen = pattern.at(-1) === '**'
  const tokens = isOpen ? pattern.slice(0, -1) : pattern
  return (
    (isOpen ? path.length >= tokens.length : path.length === tokens.length) &&
    tokens.every((token, depth) => token === '*' || token === path[depth])
  )
}
