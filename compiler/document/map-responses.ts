import { type LocatedOperation, type MediaType, type OpenApiDocument, operationsOf } from './document.ts'
import { type Replacement, replaceValues } from './replace-values.ts'

/** The location of a response's content. */
export interface ContentLocation {
  located: LocatedOperation
  /** Status code. */
  code: string
  /** Media type. */
  name: string
}

/**
 * Replaces the content of all responses.
 *
 * @param document a normalized document (not mutated)
 * @param change receives each media type object and returns the replacement
 */
export function mapResponseContent(
  document: OpenApiDocument,
  change: (content: MediaType, location: ContentLocation) => MediaType,
): OpenApiDocument {
  const replacements = operationsOf(document).flatMap((located) =>
    Object.entries(located.operation.responses ?? {}).flatMap(([code, { content = {} }]) =>
      Object.entries(content).map(([name, mediaType]): Replacement => [
        ['paths', located.path, located.method, 'responses', code, 'content', name],
        change(mediaType, { located, code, name }),
      ]),
    ),
  )
  return replaceValues(document, replacements)
}
