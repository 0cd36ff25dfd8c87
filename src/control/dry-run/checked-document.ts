import { parseBoundedJson } from '../../web/json/parse-bounded.ts'
import { isRecord } from '../../web/json/is-record.ts'
import { type FaultWords, type Refusal, refuse } from '../../openai/errors.ts'
import type { DocumentFault } from '../../patches/document/issue.ts'
import { type PatchContext, readPatches } from '../../patches/document/parse.ts'
import { decode } from '../../request/body.ts'

/** Maximum number of issues listed in an error response. */
const MOST_FAULTS = 100

/** A valid patch document. */
export interface CheckedDocument {
  /** The document as received. */
  text: string
  /** Number of patches. */
  patches: number
}

/**
 * Parses and validates a patch document.
 *
 * @param bytes the request body
 * @returns the document, or an API error that lists its issues
 */
export function checkedDocument(bytes: Uint8Array, context: PatchContext): CheckedDocument | Refusal {
  const text = decode(bytes)
  if (text === undefined) {
    return refuse(400, 'The patch document is not UTF-8 text.', { code: 'invalid_patch_document' })
  }
  const parsed = parseBoundedJson(text)
  if ('fault' in parsed) {
    return refuse(400, `The patch document ${parsed.fault}.`, { code: 'invalid_patch_document' })
  }
  const { faults } = readPatches(parsed.value, 'the patch document', context)
  const [first] = faults
  if (first !== undefined) {
    const count = faults.length === 1 ? '1 issue' : `${faults.length} issues`
    const message = `The patch document was not stored because it has ${count}: ${placed(errorOf(first))}.`
    return refuse(422, message, {
      code: 'invalid_patch_document',
      errors: faults.slice(0, MOST_FAULTS).map(errorOf),
    })
  }
  const patches = isRecord(parsed.value) ? parsed.value['patches'] : undefined
  return { text, patches: Array.isArray(patches) ? patches.length : 0 }
}

function errorOf({ pointer, message, suggestion }: DocumentFault): FaultWords {
  const sentence = suggestion === undefined ? message : `${message} (${suggestion})`
  return { message: sentence, param: pointer, code: 'invalid_patch_document' }
}

function placed({ message, param }: FaultWords): string {
  return `${param === '' ? 'it' : param} ${message}`
}
