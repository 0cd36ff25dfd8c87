import { isRecord } from '../is-record.ts'
import { parseBoundedJson } from '../bounded-json.ts'
import { type Refusal, refuse } from '../openai/errors.ts'
import { type PatchContext, readPatches } from '../patches/parse.ts'
import { decode } from '../pipeline/read.ts'

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
  const { warnings } = readPatches(parsed.value, 'the patch document', context)
  if (warnings.length > 0) {
    const errors = warnings.map((message) => ({ message, param: null, code: 'invalid_patch_document' }))
    const message = `The patch document is not stored, since it has ${warnings.length} faults: ${warnings[0]}`
    return refuse(422, message, { code: 'invalid_patch_document', errors })
  }
  const patches = isRecord(parsed.value) ? parsed.value['patches'] : undefined
  return { text, patches: Array.isArray(patches) ? patches.length : 0 }
}
