import { jsonpatch } from 'json-p3'
import type { Json } from '../catalogue/types.ts'
import { isBytes } from '../media/bytes.ts'
import { base64Of } from '../openai/base64.ts'
import { errorEnvelope, refuse } from '../openai/errors.ts'
import { mergePatch } from '../patches/merge.ts'
import type { ChosenPatches } from './choose-patches.ts'
import type { MockedAnswer } from './mock.ts'
import type { Preferences } from './preferences.ts'

/** A patched answer, and what could not be done. */
export interface PatchedAnswer {
  answer: MockedAnswer
  warnings: string[]
}

/**
 * Changes an answer, in this order: `status`, `body`, `merge`, `patch`, `headers`.
 *
 * @param answer what was mocked; it is left as it was
 * @param chosen the patches that apply
 * @param preferences the request's own; a status that it asks for stays
 */
export function applyPatches(
  answer: MockedAnswer,
  { names, fields }: ChosenPatches,
  preferences: Preferences,
): PatchedAnswer {
  const warnings: string[] = []
  const { merge, patch } = fields
  const status = preferences.code === undefined ? (fields.status ?? answer.status) : answer.status
  const { body = bodyFor(status, answer) } = fields
  const isChanged = merge !== undefined || patch !== undefined
  // In patches, bytes are base64.
  const original = isChanged && isBytes(body) ? base64Of(body) : body
  const merged = merge === undefined ? original : mergePatch(original, merge)
  let patched: unknown = merged
  if (patch !== undefined) {
    try {
      const copy: Json = JSON.parse(JSON.stringify(merged ?? null))
      patched = jsonpatch.apply(patch, copy)
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error)
      warnings.push(`the JSON Patch of "${names.join(', ')}" does not apply: ${reason}`)
    }
  }
  const { headers, warnings: headerWarnings } = withHeaders(answer, fields.headers)
  return { answer: { status, headers, body: patched }, warnings: [...warnings, ...headerWarnings] }
}

/** An error status that the document does not describe gets an error to go with it. */
function bodyFor(status: number, answer: MockedAnswer): unknown {
  if (status < 400 || answer.status >= 400) {
    return answer.body
  }
  const { refusal } = refuse(status, `The mock answers with status ${status}, as a patch says.`, {
    type: status < 500 ? 'invalid_request_error' : 'server_error',
  })
  return errorEnvelope(refusal)
}

/** Headers that belong to the connection (RFC 9110, section 7.6.1) or to the body's framing. */
const NOT_FOR_PATCHES = new Set([
  'connection',
  'content-length',
  'keep-alive',
  'te',
  'trailer',
  'transfer-encoding',
  'upgrade',
])

function withHeaders(
  { headers }: MockedAnswer,
  changes: Record<string, string | null> = {},
): { headers: Record<string, string>; warnings: string[] } {
  const changed = new Map(Object.entries(headers))
  const warnings: string[] = []
  for (const [name, value] of Object.entries(changes)) {
    const lowerCase = name.toLowerCase()
    if (NOT_FOR_PATCHES.has(lowerCase)) {
      warnings.push(`the header ${name} belongs to the connection and cannot be patched`)
    } else if (!isHeader(name, value ?? '')) {
      warnings.push(`"${name}: ${value ?? ''}" is no valid header (RFC 9110, section 5)`)
    } else if (value === null) {
      changed.delete(lowerCase)
    } else {
      changed.set(lowerCase, value)
    }
  }
  return { headers: Object.fromEntries(changed), warnings }
}

function isHeader(name: string, value: string): boolean {
  return /^[\w!#$%&'*+.^`|~-]+$/.test(name) && /^[\t\x20-\x7e\x80-\xff]*$/.test(value)
}
