import { isJson } from '../../src/web/http/media-type.ts'
import { Diagnostics } from '../diagnostics.ts'
import {
  type Example,
  type Json,
  type MediaType,
  type OpenApiDocument,
  operationIdOf,
  operationsOf,
} from '../document/document.ts'
import { mapResponseContent } from '../document/map-responses.ts'
import { ExampleBuilder, type ExampleBuilderOptions } from './example-builder.ts'
import { referenceExamples } from './reference-examples.ts'

/** Options of {@link addExamples}. */
export interface ExampleOptions extends Partial<Omit<ExampleBuilderOptions, 'diagnostics'>> {
  /** @returns the existing examples of a response, if they can be reused */
  known?: (operationId: string, code: string, mediaType: string) => Record<string, Example> | undefined
}

/**
 * Gives every JSON response at least one example that matches its schema. Sources, in order: the document's own
 * examples and those of OpenAI's API reference (`x-oaiMeta`), named after their titles; otherwise one sampled from the
 * schema.
 *
 * @param document a normalized document
 * @param diagnostics gets a note for each repaired example and a warning for each dropped one
 * @returns the document with `examples`
 */
export function addExamples(
  document: OpenApiDocument,
  diagnostics: Diagnostics,
  { known = () => undefined, ...options }: ExampleOptions = {},
): OpenApiDocument {
  const builder = new ExampleBuilder(document, {
    userExamples: new Set(),
    onUserExamples: () => {},
    isBundled: () => true,
    fullDocument: document,
    ...options,
    diagnostics,
  })
  return mapResponseContent(document, ({ example, ...content }, { located, code, name }) => {
    const given: MediaType = example === undefined ? content : { ...content, example }
    const examples = isJson(name)
      ? (known(operationIdOf(located), code, name) ?? builder.examplesOf(located, code, given))
      : (content.examples ?? (example === undefined ? {} : { default: { value: example } }))
    return { ...content, examples }
  })
}

/** @returns all response examples of a normalized document, as JSON */
export function collectExamples(document: OpenApiDocument): Set<string> {
  const ignored = new Diagnostics()
  const values = operationsOf(document).flatMap((located): (Json | undefined)[] => [
    ...referenceExamples(located, ignored).map(({ value }) => value),
    ...Object.values(located.operation.responses ?? {})
      .flatMap(({ content = {} }) => Object.values(content))
      .flatMap(({ example, examples = {} }) => [
        example,
        ...Object.values(examples).map(({ value }) => value),
      ]),
  ])
  return new Set(values.map((value) => JSON.stringify(value ?? null)))
}
