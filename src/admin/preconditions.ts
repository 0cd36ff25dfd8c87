import { type Refusal, refuse } from '../openai/errors.ts'

/**
 * @param content what the tag stands for
 * @returns a strong entity tag (RFC 9110, section 8.8.3): the same for the same bytes, and for no others
 */
export async function entityTagOf(content: string): Promise<string> {
  const digest = new Uint8Array(await crypto.subtle.digest('SHA-256', new TextEncoder().encode(content)))
  const hexadecimal = Array.from(digest.subarray(0, 16), (byte) => byte.toString(16).padStart(2, '0'))
  return `"${hexadecimal.join('')}"`
}

/**
 * Holds the conditions of a request against what there is (RFC 9110, section 13).
 *
 * @param request its method and headers
 * @param current the entity tag of what there is, or undefined when there is nothing
 * @returns undefined to go on, 304 where a reader has it already, or the refusal that the condition does not hold
 */
export function preconditionOf(
  { method, headers }: Request,
  current: string | undefined,
): 304 | Refusal | undefined {
  const ifMatch = headers.get('if-match')
  if (ifMatch !== null && !names(ifMatch, current, 'strong')) {
    return failed(
      current === undefined ? 'there is no document' : `the document has changed: its ETag is ${current}`,
    )
  }
  const ifNoneMatch = headers.get('if-none-match')
  if (ifNoneMatch !== null && names(ifNoneMatch, current, 'weak')) {
    return method === 'GET' || method === 'HEAD' ? 304 : failed(`there is a document already, ${current}`)
  }
  return undefined
}

/** Compression on the way makes tags weak; a change must only go by strong ones (RFC 9110, section 8.8.3.2). */
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
  return refuse(412, `The condition of the request does not hold: ${reason}. Get it, and try again.`, {
    code: 'precondition_failed',
  })
}
