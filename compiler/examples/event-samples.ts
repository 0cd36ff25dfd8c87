import {
  isObject,
  type Json,
  type JsonObject,
  type OpenApiDocument,
  operationIdOf,
  operationsOf,
  resolveSchema,
} from '../document/document.ts'
import { flattenUnion, unionOf } from '../document/unions.ts'
import { collectExampleValues } from './collected-values.ts'
import { Sampler } from './sample.ts'

/** Event types that only occur in failed or interrupted streams. */
const FAILURE_EVENTS =
  /(?:^|[._])(?:error|failed|cancelled|expired|suspended|disconnected|requires_action|incomplete)$/

/**
 * Samples stream events. Operations whose row has a `stream` never use them; leaving those out would tie the compiler to
 * the rows.
 *
 * @param document a normalized document
 * @returns by operation id, one event of each type that the document declares, in document order
 */
export function eventSamples(document: OpenApiDocument): Map<string, JsonObject[]> {
  const sampler = new Sampler(document, new Map(), collectExampleValues([]))
  return new Map(
    operationsOf(document).flatMap((located): [string, JsonObject[]][] => {
      const id = operationIdOf(located)
      const contents = Object.values(located.operation.responses ?? {}).map(({ content }) => content)
      const schema = contents.find((content) => content?.['text/event-stream'])?.['text/event-stream']?.schema
      if (schema === undefined) {
        return []
      }
      const events = flattenUnion(schema, (part) => unionOf(resolveSchema(document, part))).map((event) =>
        sampler.sample(event),
      )
      const successEvents = events.filter(isObject).filter(({ type }) => !FAILURE_EVENTS.test(typeName(type)))
      return successEvents.length === 0 ? [] : [[id, successEvents]]
    }),
  )
}

function typeName(type: Json | undefined): string {
  return typeof type === 'string' ? type : ''
}
