import { isObject, type Json, type OpenApiDocument } from './document.ts'

/** The members in which OpenAPI and JSON Schema give examples. */
const MEMBERS = ['example', 'examples']

/**
 * The overlay gives examples where OpenAI's document has none. Where an edited document has gained its own, those stay.
 *
 * @param edited the document before the overlay
 * @param corrected the same document after it; it is changed in place
 * @returns `corrected`
 */
export function keepExamples(edited: OpenApiDocument, corrected: OpenApiDocument): OpenApiDocument {
  restore({ ...edited }, { ...corrected })
  return corrected
}

function restore(edited: unknown, corrected: unknown): void {
  if (Array.isArray(edited) && Array.isArray(corrected)) {
    edited.forEach((item, index) => restore(item, corrected[index]))
    return
  }
  if (!isObject(edited) || !isObject(corrected)) {
    return
  }
  if (MEMBERS.some((name) => Object.hasOwn(edited, name))) {
    for (const name of MEMBERS) {
      putBack(edited, corrected, name)
    }
  }
  for (const [name, member] of Object.entries(edited)) {
    restore(member, corrected[name])
  }
}

function putBack(edited: Record<string, Json>, corrected: Record<string, Json>, name: string): void {
  const own = edited[name]
  if (own === undefined) {
    delete corrected[name]
  } else {
    corrected[name] = own
  }
}
