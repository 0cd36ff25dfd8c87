import { PROJECTED_OPERATIONS } from '../src/streams/projected-operations.ts'
import {
  isObject,
  type Json,
  type JsonObject,
  type OpenApiDocument,
  operationIdOf,
  operationsOf,
  resolveSchema,
  type Schema,
} from './document.ts'
import { harvest, Sampler } from './sample.ts'

const PROJECTED: ReadonlySet<string> = new Set(PROJECTED_OPERATIONS)

/** A stream that goes well has none of these. */
const UNHAPPY =
  /(?:^|[._])(?:error|failed|cancelled|expired|suspended|disconnected|requires_action|incomplete)$/

/**
 * @param document a normalised document
 * @returns by operation id, the events of a stream that no projection of ours tells: one of each kind that the document
 *   declares, in its order
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
