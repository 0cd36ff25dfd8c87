import type { Arbitrary } from 'fast-check'
import type { Json, OpenApiDocument, Schema } from '../../compiler/document/document.ts'
import { operationIdOf, operationsOf } from '../../compiler/document/document.ts'
import { operationCalls } from './operation-calls.ts'
import type { OperationCall } from './operation-call.ts'
import { schemaArbitrary } from './schema-arbitrary.ts'

/** An operation with a JSON request body, and its valid bodies. */
export interface JsonOperation {
  id: string
  schema: Schema
  bodies: Arbitrary<Json>
  /** @returns an otherwise valid call with this body */
  callWith: (body: Json) => OperationCall
}

/** @returns every operation of a normalized document that takes JSON */
export function jsonOperations(document: OpenApiDocument): JsonOperation[] {
  const calls = new Map(operationCalls(document).map((call) => [call.id, call]))
  const toArbitrary = schemaArbitrary(document)
  return operationsOf(document).flatMap((located) => {
    const id = operationIdOf(located)
    const schema = located.operation.requestBody?.content?.['application/json']?.schema
    const call = calls.get(id)
    return schema === undefined || call === undefined
      ? []
      : [
          {
            id,
            schema,
            bodies: toArbitrary(schema),
            callWith: (body: Json) => ({ ...call, body: { json: JSON.stringify(body) } }),
          },
        ]
  })
}
