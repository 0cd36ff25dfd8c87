import type { Place } from '../../../state/kept.ts'

/** Path of the family of responses. */
export const RESPONSES = '/responses'

/** @returns the place of a response */
export function responsePlace(id: string): Place {
  return { family: RESPONSES, parent: '', id }
}

/** @returns the place of the input of a response: one object with all items in `data`, oldest first */
export function inputPlace(responseId: string): Place {
  return { family: '/responses/{response_id}/input_items', parent: responseId, id: 'input' }
}

/** @returns the place of the result of a background response, until it is retrieved */
export function resultPlace(responseId: string): Place {
  return { family: '/responses/{response_id}/result', parent: responseId, id: 'result' }
}

/** @returns the place of the id of an output item, whose object names the response; it outlives the response */
export function outputItemPlace(itemId: string): Place {
  return { family: '/responses/output_items', parent: '', id: itemId }
}
