import { isObject, type Json, type OpenApiDocument } from './document.ts'

/** Members that hold examples in OpenAPI and JSON Schema. */
const EXAMPLE_KEYWORDS = ['example', 'examples']

/**
 * Restores examples of an edited document that the overlay replaced. The overlay adds examples that OpenAI's document
 * lacks; the user's own take precedence.
 *
 * @param edited the document before the overlay
 * @param corrected the document after the overlay; modified in place
 * @returns `corrected`
 */
export function preserveUserExamples(edited: OpenApiDocument, corrected: OpenApiDocument): OpenApiDocument {
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
  if (EXAMPLE_KEYWORDS.some((name) => Object.hasOwn(edited, name))) {
    for (const name of EXAMPLE_KEYWORDS) {
      restoreMember(edited, corrected, name)
    }
  }
  for (const [name, member] of Object.entries(edited)) {
    restore(member, corrected[name])
  }
}

function restoreMember(edited: Record<string, Json>, corrected: Record<string, Json>, name: string): void {
  const own = edited[name]
  if (own === undefined) {
    delete corrected[name]
  } else {
    corrected[name] = own
  }
}
