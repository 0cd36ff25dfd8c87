import type { Json, JsonObject, OperationRoute } from '../catalogue/types.ts'
import { objectIn } from '../adapters/read-json.ts'
import { namesOf } from './select.ts'

/** The JSON Schema (draft-07) of a patch document. */
export type PatchSchema = JsonObject & { definitions: { [name: string]: Json } }

/**
 * Has editors complete operations. What they suggest are not all that may be written: a glob is no operation's name, so the
 * mock itself holds documents against the schema without the suggestions.
 *
 * @param schema of a patch document
 * @param routes all operations
 * @returns the schema with the names of every operation as suggestions for the field `operation`
 */
export function withSuggestions(schema: PatchSchema, routes: readonly OperationRoute[]): PatchSchema {
  const patch = objectIn(schema.definitions['Patch']) ?? {}
  const properties = objectIn(patch['properties']) ?? {}
  const selector = { $ref: '#/definitions/OperationSelector' }
  return {
    ...schema,
    definitions: {
      ...schema.definitions,
      OperationSelector: {
        description: 'An operation id, "METHOD /path", or a glob of either: "create*", "POST /audio/*".',
        anyOf: [
          { enum: routes.flatMap((route) => namesOf(route)) },
          { type: 'string', examples: ['create*', 'POST /audio/*'] },
        ],
      },
      Patch: {
        ...patch,
        properties: {
          ...properties,
          operation: {
            ...objectIn(properties['operation']),
            anyOf: [selector, { type: 'array', items: selector }],
          },
        },
      },
    },
  }
}
