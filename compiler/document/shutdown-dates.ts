import type { OpenApiDocument } from './document.ts'

/** A model object in the text of an example of the API reference. */
const MODEL = /"id": ?"([^"]+)",[^{}]*"shutdown_date": ?"(\d{4}-\d\d-\d\d)"/g

/** Names that the API reference replaces by the reader's model. */
const PLACEHOLDER = /^VAR_/

/**
 * Finds the models in the document's usage examples that have a shutdown date.
 *
 * @param document a normalized document
 * @returns dates by model: `{ "gpt-4-turbo": "2026-10-23" }`
 */
export function shutdownDates({ paths, components }: OpenApiDocument): Record<string, string> {
  const found = [paths, components?.schemas ?? {}]
    .flatMap((item) => Object.values<object>(item))
    .flatMap((item) => usageExamples(item, MAX_DEPTH))
    .flatMap((text) => [...text.matchAll(MODEL)])
    .map(([, id = '', date = '']): [string, string] => [id, date])
  return Object.fromEntries(found.filter(([id]) => !PLACEHOLDER.test(id)))
}

/** Usage examples belong to operations and to component schemas. */
const MAX_DEPTH = 2

/** @returns the texts in `x-oaiMeta` of an object and of its members */
function usageExamples(value: object, depth: number): string[] {
  const own: unknown = Reflect.get(value, 'x-oaiMeta')
  const inner = depth <= 1 ? [] : Object.values<unknown>({ ...value }).filter(isObject)
  return [...textsOf(own), ...inner.flatMap((member) => usageExamples(member, depth - 1))]
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') {
    return [value]
  }
  return isObject(value) ? Object.values<unknown>({ ...value }).flatMap(textsOf) : []
}

function isObject(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
