import type { MockedAnswer } from '../../answer/answer.ts'
import { errorEnvelope, apiErrorData } from '../../openai/errors.ts'
import type { Budget } from '../../web/limits/budget.ts'
import type { BodyFiles } from '../document/body-file.ts'
import type { CombinedPatches } from './combine-patches.ts'
import { patchBody } from './patch-body.ts'
import { bodyFromFile } from './patch-body-file.ts'
import { patchHeaders } from '../../web/http/header-changes.ts'
import type { Preferences } from '../../request/prefer.ts'

/** A patched response and the warnings of its patches. */
export interface PatchedAnswer {
  answer: MockedAnswer
  warnings: string[]
}

/** Data needed to apply patches. */
export interface ApplyContext {
  /** The preferences of the request. Its status takes precedence over that of patches. */
  preferences: Preferences
  /** Files that patches use as bodies. */
  files: BodyFiles
  /** Steps that the request may still spend. */
  budget: Budget
}

/**
 * Applies patches to a response, in this order: `status`, `body`, `merge`, `patch`, `target` with `update` or `remove`,
 * `headers`. The fields `error`, `example`, `dynamic` and `reply` were applied in earlier stages.
 *
 * @param answer the mocked and transformed response (not mutated)
 * @param chosen the combined patches
 */
export function applyPatches(
  answer: MockedAnswer,
  { names, fields }: CombinedPatches,
  { preferences, files, budget }: ApplyContext,
): PatchedAnswer {
  if (names.length === 0) {
    return { answer, warnings: [] }
  }
  const status = preferences.code === undefined ? (fields.status ?? answer.status) : answer.status
  const typed =
    fields.file === undefined && fields.body === undefined ? errorForStatus(status, answer) : answer
  const { headers, warnings: headerWarnings } = patchHeaders(typed.headers, fields.headers)
  const initial =
    fields.file === undefined
      ? { body: fields.body === undefined ? typed.body : fields.body, warnings: [] }
      : bodyFromFile(fields.file, { files, headers, fallback: answer.body })
  const { body, warnings: bodyWarnings } = patchBody(initial.body, fields, {
    name: names.join(', '),
    budget,
  })
  return {
    answer: { status, headers, body },
    warnings: [...initial.warnings, ...bodyWarnings, ...headerWarnings],
  }
}

/** Returns the response, or an error if a patch turned a success into an error status. */
function errorForStatus(status: number, answer: MockedAnswer): Pick<MockedAnswer, 'headers' | 'body'> {
  if (status < 400 || answer.status >= 400) {
    return answer
  }
  const error = apiErrorData(status, `The mock responded with status ${status}, set by a patch.`, {
    type: status < 500 ? 'invalid_request_error' : 'server_error',
  })
  // Errors are JSON, also from operations that return a file.
  return { headers: { ...answer.headers, 'content-type': 'application/json' }, body: errorEnvelope(error) }
}
