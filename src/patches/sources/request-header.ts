import { parseBoundedJson } from '../../web/json/parse-bounded.ts'
import { MOST_FAULTS, type Refusal, refuse } from '../../openai/errors.ts'
import { NO_FILES } from '../document/body-file.ts'
import { compilePatch, type NamedPatch } from '../document/compile-patch.ts'
import { type DocumentFault, faultLine } from '../document/issue.ts'
import type { PatchContext } from '../document/parse.ts'
import { selectorCheck, selects } from '../document/operation-selector.ts'
import type { OperationRoute } from '../../catalogue/contract.ts'

/** Parses the patches in the header of a request and returns those of its operation. */
export type OwnPatches = (headers: Headers, route: OperationRoute) => readonly NamedPatch[] | Refusal

const NAME = 'X-Mock-Patch'

const NONE: readonly NamedPatch[] = []

/**
 * Creates the parser of `X-Mock-Patch`: one patch or an array of patches, as JSON or base64url of JSON. Bodies from
 * files are not allowed here.
 *
 * @param context data used to validate patches
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
    // HTTP joins repeated headers with commas.
    const isList = text.startsWith('[')
    const parsed = parseBoundedJson(isList ? text : `[${text}]`)
    if ('fault' in parsed || !Array.isArray(parsed.value)) {
      const message = 'fault' in parsed ? parsed.fault : 'is not a patch'
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

/** @returns the JSON text, or undefined if it is neither JSON nor base64url (RFC 4648, section 5) of JSON */
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

/** Decodes UTF-8: clients send headers as UTF-8 bytes, and runtimes return one character per byte. */
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
