import { servedDocument } from './document.ts'
import { flattenSchema } from './flatten-schema.ts'
import { independentValidator } from './independent-validator.ts'

/** The document's unions of the events that the server sends on a WebSocket. */
export type EventUnion = 'RealtimeServerEvent' | 'RealtimeTranslationServerEvent' | 'ResponsesServerEvent'

/** Events that only the `openai` package has. */
const SDK_ONLY = /^response\.steer\./

/**
 * Creates the validator of server events.
 *
 * @returns a function that returns the violations of an event's schema; an event with an unknown type is one
 */
export function eventValidator(): (union: EventUnion, event: Record<string, unknown>) => string[] {
  const document = servedDocument()
  const validator = independentValidator(document)

  /** Branches of a union for one type of event, as paths below the component schemas. */
  const branchesOf = (union: EventUnion, type: string): string[] =>
    (document.components?.schemas?.[union]?.anyOf ?? []).flatMap((branch, index) => {
      const declared = flattenSchema(document, branch).properties?.['type'] ?? {}
      const { const: value, enum: values = [value] } = flattenSchema(document, declared)
      return values.includes(type) ? [`${union}/anyOf/${index}`] : []
    })

  return (union, event) => {
    const type = String(event['type'])
    if (SDK_ONLY.test(type)) {
      return []
    }
    const results = branchesOf(union, type).map((branch) => validator.component(branch, event))
    return results.length === 0
      ? [`${union} has no event ${type}`]
      : results.some((problems) => problems.length === 0)
        ? []
        : results.flat()
  }
}
