import { type Refusal, refuse } from '../../openai/errors.ts'

/** Returns a strong entity tag (RFC 9110, section 8.8.3), derived from a SHA-256 hash of the content. */
export async function entityTagOf(content: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(content)))
  const hexadecimal = Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0'))
  return `"${hexadecimal.join('')}"`
}

/**
 * Evaluates `If-Match` and `If-None-Match` (RFC 9110, section 13).
 *
 * @param current the entity tag of the current document, or undefined if there is none
 * @returns undefined to proceed, 304 if the client's copy is current, or a 412 API error
 */
export function preconditionOf(
  { method, headers }: Request,
  current: string | undefined,
): 304 | Refusal | undefined {
  const ifMatch = headers.get('if-match')
  if (ifMatch !== null && !names(ifMatch, current, 'strong')) {
    return failed(
      current === undefined
        ? 'the document does not exist'
        : `the document has changed, its ETag is ${current}`,
    )
  }
  const ifNoneMatch = headers.get('if-none-match')
  if (ifNoneMatch !== null && names(ifNoneMatch, current, 'weak')) {
    return method === 'GET' || method === 'HEAD'
      ? 304
      : failed(`the document already exists, its ETag is ${current}`)
  }
  return undefined
}

/**
 * Whether a list of entity tags includes the current one. Compression in transit weakens tags; `If-Match` requires
 * strong comparison (RFC 9110, section 8.8.3.2).
 */
function names(list: string, current: string | undefined, comparison: 'strong' | 'weak'): boolean {
  if (current === undefined) {
    return false
  }
  return list.split(',').some((item) => {
    const tag = item.trim()
    return tag === '*' || (comparison === 'weak' ? tag.replace(/^W\//, '') : tag) === current
  })
}

function failed(reason: string): Refusal {
  return refuse(412, `Precondition failed: ${reason}. Fetch the document and retry.`, {
    code: 'precondition_failed',
  })
}
