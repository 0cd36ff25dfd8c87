import { parseBoundedJson } from '../json/bounded-json.ts'
import { MOST_FAULTS, type Refusal, refuse } from '../openai/errors.ts'
import { NO_FILES } from '../patches/body-file.ts'
import { compilePatch, type NamedPatch } from '../patches/compile-patch.ts'
import { type DocumentFault, faultLine } from '../patches/document-fault.ts'
import type { PatchContext } from '../patches/parse.ts'
import { selectorCheck, selects } from '../patches/select.ts'
import type { OperationRoute } from '../catalogue/types.ts'

/** Reads the patches that a request brings itself, as far as they are for its operation. */
export type OwnPatches = (headers: Headers, route: OperationRoute) => readonly NamedPatch[] | Refusal

const NAME = 'X-Mock-Patch'

const NONE: readonly NamedPatch[] = []

/**
 * The header `X-Mock-Patch` holds one patch or a list of them, as JSON or as base64url of JSON. Bodies from files are for
 * those who can write files.
 *
 * @param context what patches are held against
 */
export function createOwnPatches({ routes, delivery }: PatchContext): OwnPatches {
  return (headers, route) => {
    const header = headers.get(NAME)
    if (header === null) {
      return NONE
    }
    const text = textOf(header.trim())
    if (text === undefined) {
      return invalid([{ pointer: '', message: 'is neither JSON nor base64url of JSON' }])
    }
    // Of several headers, HTTP makes one with commas between them.
    const isList = text.startsWith('[')
    const parsed = parseBoundedJson(isList ? text : `[${text}]`)
    if ('fault' in parsed || !Array.isArray(parsed.value)) {
      const message = 'fault' in parsed ? parsed.fault : 'is no patch'
      return invalid([{ pointer: '', message }])
    }
    const patches: unknown[] = parsed.value
    const faults: DocumentFault[] = []
    const checkSelector = selectorCheck(routes)
    const own = patches.flatMap((patch, index) => {
      const pointer = isList || patches.length > 1 ? `/${index}` : ''
      const name = patches.length > 1 ? `${NAME}[${index}]` : NAME
      const compiled = compilePatch(patch, { pointer, name, delivery, files: NO_FILES })
      if ('faults' in compiled) {
        faults.push(...compiled.faults)
        return []
      }
      faults.push(...checkSelector(compiled.patch.operation, `${pointer}/operation`))
      return selects(compiled.patch.operation, route) ? [compiled] : []
    })
    return faults.length > 0 ? invalid(faults) : own
  }
}

/** @returns the JSON text, or undefined for what is neither that nor base64url (RFC 4648, section 5) of it */
function textOf(header: string): string | undefined {
  if (/^[[{]/.test(header)) {
    return utf8Of(header) ?? header
  }
  try {
    return utf8Of(atob(header.replaceAll('-', '+').replaceAll('_', '/')))?.trim()
  } catch {
    return undefined
  }
}

/** Headers are bytes, which clients fill with UTF-8 and runtimes hand on as one character each. */
function utf8Of(bytes: string): string | undefined {
  try {
    const codes = Uint8Array.from(bytes, (character) => {
      const code = character.charCodeAt(0)
      if (code > 0xff) {
        throw new RangeError('not a byte')
      }
      return code
    })
    return new TextDecoder('utf-8', { fatal: true, ignoreBOM: false }).decode(codes)
  } catch {
    return undefined
  }
}

function invalid(faults: readonly DocumentFault[]): Refusal {
  const errors = faults.slice(0, MOST_FAULTS).map((fault) => ({
    message: `Invalid patch: ${faultLine(fault, NAME)}.`,
    param: NAME,
    code: 'invalid_patch',
  }))
  const message = errors[0]?.message ?? `Invalid patch: ${NAME}.`
  return refuse(400, message, { param: NAME, code: 'invalid_patch', ...(errors.length > 1 && { errors }) })
}
