import { parseBoundedJson } from '../json/bounded-json.ts'
import { isRecord } from '../json/is-record.ts'
import { type FaultWords, type Refusal, refuse } from '../openai/errors.ts'
import type { DocumentFault } from '../patches/document-fault.ts'
import { type PatchContext, readPatches } from '../patches/parse.ts'
import { decode } from '../pipeline/read.ts'

/** A document with more faults is the wrong document. */
const MOST_FAULTS = 100

/** A document that may be stored. */
export interface CheckedDocument {
  /** As it was sent. */
  text: string
  /** How many patches it has. */
  patches: number
}

/**
 * @param bytes a request's body
 * @param context what documents are held against
 * @returns the patch document in it, or the refusal that lists everything that is wrong with it
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
    const count = faults.length === 1 ? 'a fault' : `${faults.length} faults`
    const message = `The patch document is not stored, since it has ${count}: ${placed(errorOf(first))}.`
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
