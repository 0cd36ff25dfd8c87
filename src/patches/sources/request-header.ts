import { fromBase64 } from '../../web/bytes/base64.ts'
import { decodeUtf8 } from '../../web/bytes/bytes.ts'
import { parseBoundedJson } from '../../web/json/parse-bounded.ts'
import { MAX_ERROR_DETAILS, type ApiError, apiError } from '../../openai/errors.ts'
import { NO_FILES } from '../document/body-file.ts'
import { compilePatch, type CompiledPatch } from '../document/compile-patch.ts'
import { type Issue, formatIssue } from '../document/issue.ts'
import type { PatchContext } from '../document/parse.ts'
import { createSelectorCheck, selectsOperation } from '../document/operation-selector.ts'
import type { OperationRoute } from '../../catalogue/contract.ts'

/**
 * Parses the patches in the header of a request and returns those of its operation.
 *
 * @throws {ApiError} if a patch is invalid
 */
export type HeaderPatches = (headers: Headers, route: OperationRoute) => readonly CompiledPatch[]

const HEADER_NAME = 'X-Mock-Patch'

const NO_PATCHES: readonly CompiledPatch[] = []

/**
 * Creates the parser of `X-Mock-Patch`: one patch or an array of patches, as JSON or base64url of JSON. Bodies from
 * files are not allowed here.
 *
 * @param context data used to validate patches
 */
export function createHeaderPatches({ routes, delivery }: PatchContext): HeaderPatches {
  return (headers, route) => {
    const header = headers.get(HEADER_NAME)
    if (header === null) {
      return NO_PATCHES
    }
    const text = decodeHeader(header.trim())
    if (text === undefined) {
      throw invalidPatchError([{ pointer: '', message: 'is neither JSON nor base64url of JSON' }])
    }
    // HTTP joins repeated headers with commas.
    const isList = text.startsWith('[')
    const parsed = parseBoundedJson(isList ? text : `[${text}]`)
    if ('issue' in parsed || !Array.isArray(parsed.value)) {
      const message = 'issue' in parsed ? parsed.issue : 'is not a patch'
      throw invalidPatchError([{ pointer: '', message }])
    }
    const patches: unknown[] = parsed.value
    const issues: Issue[] = []
    const checkSelector = createSelectorCheck(routes)
    const headerPatches = patches.flatMap((patch, index) => {
      const pointer = isList || patches.length > 1 ? `/${index}` : ''
      const name = patches.length > 1 ? `${HEADER_NAME}[${index}]` : HEADER_NAME
      const compiled = compilePatch(patch, { pointer, name, delivery, files: NO_FILES })
      if ('issues' in compiled) {
        issues.push(...compiled.issues)
        return []
      }
      issues.push(...checkSelector(compiled.patch.operation, `${pointer}/operation`))
      return selectsOperation(compiled.patch.operation, route) ? [compiled] : []
    })
    if (issues.length > 0) {
      throw invalidPatchError(issues)
    }
    return headerPatches
  }
}

/** @returns the JSON text, or undefined if it is neither JSON nor base64url (RFC 4648, section 5) of JSON */
function decodeHeader(header: string): string | undefined {
  if (/^[[{]/.test(header)) {
    return decodeCharacters(header) ?? header
  }
  try {
    return decodeUtf8(fromBase64(header.replaceAll('-', '+').replaceAll('_', '/')))?.trim()
  } catch {
    return undefined
  }
}

/** Decodes UTF-8: clients send headers as UTF-8 bytes, and runtimes return one character per byte. */
function decodeCharacters(header: string): string | undefined {
  const codes = Array.from(header, (character) => character.charCodeAt(0))
  return codes.every((code) => code <= 0xff) ? decodeUtf8(Uint8Array.from(codes)) : undefined
}

function invalidPatchError(issues: readonly Issue[]): ApiError {
  const errors = issues.slice(0, MAX_ERROR_DETAILS).map((issue) => ({
    message: `Invalid patch: ${formatIssue(issue, HEADER_NAME)}.`,
    param: HEADER_NAME,
    code: 'invalid_patch',
  }))
  const message = errors[0]?.message ?? `Invalid patch: ${HEADER_NAME}.`
  return apiError(400, message, {
    param: HEADER_NAME,
    code: 'invalid_patch',
    ...(errors.length > 1 && { errors }),
  })
}
