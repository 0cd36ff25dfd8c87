import { type ApiError, apiError } from '../../openai/errors.ts'

/** Returns a strong entity tag (RFC 9110, section 8.8.3), derived from a SHA-256 hash of the content. */
export async function computeEntityTag(content: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(content)))
  const hexadecimal = Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0'))
  return `"${hexadecimal.join('')}"`
}

/**
 * Evaluates `If-Match` and `If-None-Match` (RFC 9110, section 13).
 *
 * @param currentTag the entity tag of the current document, or undefined if there is none
 * @returns undefined to proceed, or 304 if the client's copy is current
 * @throws {ApiError} 412 if the precondition fails
 */
export function checkPreconditions(
  { method, headers }: Request,
  currentTag: string | undefined,
): 304 | undefined {
  const ifMatch = headers.get('if-match')
  if (ifMatch !== null && !matchesTag(ifMatch, currentTag, 'strong')) {
    throw preconditionFailed(
      currentTag === undefined
        ? 'the document does not exist'
        : `the document has changed, its ETag is ${currentTag}`,
    )
  }
  const ifNoneMatch = headers.get('if-none-match')
  if (ifNoneMatch !== null && matchesTag(ifNoneMatch, currentTag, 'weak')) {
    if (method !== 'GET' && method !== 'HEAD') {
      throw preconditionFailed(`the document already exists, its ETag is ${currentTag}`)
    }
    return 304
  }
  return undefined
}

/**
 * Whether a list of entity tags includes the current one. Compression in transit weakens tags; `If-Match` requires
 * strong comparison (RFC 9110, section 8.8.3.2).
 */
function matchesTag(list: string, currentTag: string | undefined, comparison: 'strong' | 'weak'): boolean {
  if (currentTag === undefined) {
    return false
  }
  return list.split(',').some((item) => {
    const tag = item.trim()
    return tag === '*' || (comparison === 'weak' ? tag.replace(/^W\//, '') : tag) === currentTag
  })
}

function preconditionFailed(reason: string): ApiError {
  return apiError(412, `Precondition failed: ${reason}. Fetch the document and retry.`, {
    code: 'precondition_failed',
  })
}
