import { fromBase64 } from '../../web/bytes/base64.ts'
import { decodeUtf8 } from '../../web/bytes/bytes.ts'
import { parseBoundedJson } from '../../web/json/parse-bounded.ts'
import { type ApiError, apiError } from '../../openai/errors.ts'
import { NO_FILES } from '../document/body-file.ts'
import type { CompiledPatch } from '../document/compile-patch.ts'
import { type Issue, formatIssue, MAX_REPORTED_ISSUES } from '../document/issue.ts'
import { compilePatches, type PatchContext } from '../document/parse.ts'
import { selectsOperation } from '../document/operation-selector.ts'
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
export function createHeaderPatches(context: PatchContext): HeaderPatches {
  const headerContext = { ...context, files: NO_FILES }
  return (headers, route) => {
    const header = headers.get(HEADER_NAME)
    if (header === null) {
      return NO_PATCHES
    }
    const { patches, isList } = parseHeader(header.trim())
    const { compiled, issues } = compilePatches(patches, headerContext, (index) => ({
      pointer: isList ? `/${index}` : '',
      name: patches.length > 1 ? `${HEADER_NAME}[${index}]` : HEADER_NAME,
    }))
    if (issues.length > 0) {
      throw invalidPatchError(issues)
    }
    return compiled.filter(({ patch }) => selectsOperation(patch.operation, route))
  }
}

/** Parses the header to patches that are not yet validated. */
function parseHeader(header: string): { patches: readonly unknown[]; isList: boolean } {
  const text = decodeHeader(header)
  if (text === undefined) {
    throw invalidPatchError([{ pointer: '', message: 'is neither JSON nor base64url of JSON' }])
  }
  // HTTP joins repeated headers with commas.
  const isArray = text.startsWith('[')
  const parsed = parseBoundedJson(isArray ? text : `[${text}]`)
  if ('issue' in parsed || !Array.isArray(parsed.value)) {
    const message = 'issue' in parsed ? parsed.issue : 'is not a patch'
    throw invalidPatchError([{ pointer: '', message }])
  }
  const patches: unknown[] = parsed.value
  return { patches, isList: isArray || patches.length > 1 }
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
  const errors = issues.slice(0, MAX_REPORTED_ISSUES).map((issue) => ({
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
