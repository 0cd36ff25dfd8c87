import type { MockedAnswer } from '../../answer/answer.ts'
import { errorEnvelope, refuse } from '../../openai/errors.ts'
import type { BodyFiles } from '../document/body-file.ts'
import type { ChosenPatches } from './combine-patches.ts'
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
export interface Application {
  /** The preferences of the request. Its status takes precedence over that of patches. */
  preferences: Preferences
  /** Files that patches use as bodies. */
  files: BodyFiles
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
  { names, fields }: ChosenPatches,
  { preferences, files }: Application,
): PatchedAnswer {
  const status = preferences.code === undefined ? (fields.status ?? answer.status) : answer.status
  const { headers, warnings: headerWarnings } = patchHeaders(answer.headers, fields.headers)
  const start =
    fields.file === undefined
      ? { body: fields.body === undefined ? bodyFor(status, answer) : fields.body, warnings: [] }
      : bodyFromFile(fields.file, { files, headers, instead: answer.body })
  const { body, warnings: bodyWarnings } = patchBody(start.body, fields, names.join(', '))
  return {
    answer: { status, headers, body },
    warnings: [...start.warnings, ...bodyWarnings, ...headerWarnings],
  }
}

/** Returns the body, or an error if a patch turned a success into an error status. */
function bodyFor(status: number, answer: MockedAnswer): unknown {
  if (status < 400 || answer.status >= 400) {
    return answer.body
  }
  const { refusal } = refuse(status, `The mock responded with status ${status}, set by a patch.`, {
    type: status < 500 ? 'invalid_request_error' : 'server_error',
  })
  return errorEnvelope(refusal)
}
