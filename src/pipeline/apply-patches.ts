import { errorEnvelope, refuse } from '../openai/errors.ts'
import type { BodyFiles } from '../patches/body-file.ts'
import type { ChosenPatches } from './compose-patches.ts'
import type { MockedAnswer } from './mock.ts'
import { patchBody } from './patch-body.ts'
import { bodyFromFile } from './patch-file.ts'
import { patchHeaders } from './patch-headers.ts'
import type { Preferences } from './preferences.ts'

/** A patched answer, and what could not be done. */
export interface PatchedAnswer {
  answer: MockedAnswer
  warnings: string[]
}

/** What patches are applied with. */
export interface Application {
  /** The request's own preferences; a status that it asks for stays. */
  preferences: Preferences
  /** Where bodies come from that are in files. */
  files: BodyFiles
}

/**
 * Changes an answer, in this order: `status`, `body`, `merge`, `patch`, `target` with `update` or `remove`, `headers`. What
 * goes before, `error`, `example`, `dynamic` and `reply`, decided which answer there is to change.
 *
 * @param answer what was mocked and adapted; it is left as it was
 * @param chosen the patches that apply
 * @param application what they are applied with
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
