import { parseBoundedJson } from '../../web/json/parse-bounded.ts'
import { isRecord } from '../../web/json/is-record.ts'
import { type ErrorDetail, apiError } from '../../openai/errors.ts'
import { type Issue, MAX_REPORTED_ISSUES } from '../../patches/document/issue.ts'
import { type PatchContext, compileDocument } from '../../patches/document/parse.ts'
import { decodeUtf8 } from '../../web/bytes/bytes.ts'

/** A valid patch document. */
export interface ValidDocument {
  /** The document as received. */
  text: string
  /** Number of patches. */
  patches: number
}

/**
 * Parses and validates a patch document.
 *
 * @param bytes the request body
 * @throws {import('../../openai/errors.ts').ApiError} if the document is invalid; lists its issues
 */
export function validateDocument(bytes: Uint8Array, context: PatchContext): ValidDocument {
  const text = decodeUtf8(bytes)
  if (text === undefined) {
    throw apiError(400, 'The patch document is not UTF-8 text.', { code: 'invalid_patch_document' })
  }
  const parsed = parseBoundedJson(text)
  if ('issue' in parsed) {
    throw apiError(400, `The patch document ${parsed.issue}.`, { code: 'invalid_patch_document' })
  }
  const { issues } = compileDocument(parsed.value, 'the patch document', context)
  const [first] = issues
  if (first !== undefined) {
    const count = issues.length === 1 ? '1 issue' : `${issues.length} issues`
    const message = `The patch document was not stored because it has ${count}: ${withPointer(toErrorDetail(first))}.`
    throw apiError(422, message, {
      code: 'invalid_patch_document',
      errors: issues.slice(0, MAX_REPORTED_ISSUES).map(toErrorDetail),
    })
  }
  const patches = isRecord(parsed.value) ? parsed.value['patches'] : undefined
  return { text, patches: Array.isArray(patches) ? patches.length : 0 }
}

function toErrorDetail({ pointer, message, suggestion }: Issue): ErrorDetail {
  const sentence = suggestion === undefined ? message : `${message} (${suggestion})`
  return { message: sentence, param: pointer, code: 'invalid_patch_document' }
}

function withPointer({ message, param }: ErrorDetail): string {
  return `${param === '' ? 'it' : param} ${message}`
}
