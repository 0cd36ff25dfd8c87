import { PROJECTED_OPERATIONS } from '../../src/operations/streaming/streaming-operation-ids.ts'
import {
  isObject,
  type Json,
  type JsonObject,
  type OpenApiDocument,
  operationIdOf,
  operationsOf,
  resolveSchema,
  type Schema,
} from '../document/document.ts'
import { harvest, Sampler } from './sample.ts'

const PROJECTED: ReadonlySet<string> = new Set(PROJECTED_OPERATIONS)

/** Event types that only occur in failed or interrupted streams. */
const UNHAPPY =
  /(?:^|[._])(?:error|failed|cancelled|expired|suspended|disconnected|requires_action|incomplete)$/

/**
 * Samples stream events for operations without a stream implementation of our own.
 *
 * @param document a normalized document
 * @returns by operation id, one event of each type that the document declares, in document order
 */
export function eventSamples(document: OpenApiDocument): Map<string, JsonObject[]> {
  const sampler = new Sampler(document, new Map(), harvest([]))
  return new Map(
    operationsOf(document).flatMap((located): [string, JsonObject[]][] => {
      const id = operationIdOf(located)
      const contents = Object.values(located.operation.responses ?? {}).map(({ content }) => content)
      const schema = contents.find((content) => content?.['text/event-stream'])?.['text/event-stream']?.schema
      if (schema === undefined || PROJECTED.has(id)) {
        return []
      }
      const events = alternatives(document, schema, new Set()).map((event) => sampler.sample(event))
      const happy = events.filter(isObject).filter(({ type }) => !UNHAPPY.test(nameOf(type)))
      return happy.length === 0 ? [] : [[id, happy]]
    }),
  )
}

function nameOf(type: Json | undefined): string {
  return typeof type === 'string' ? type : ''
}

function alternatives(document: OpenApiDocument, schema: Schema, seen: ReadonlySet<Schema>): Schema[] {
  const resolved = resolveSchema(document, schema)
  const union = resolved.properties === undefined ? (resolved.anyOf ?? resolved.oneOf) : undefined
  return union === undefined || seen.has(resolved)
    ? [schema]
    : union.flatMap((part) => alternatives(document, part, new Set([...seen, resolved])))
}
