import type { Arbitrary } from 'fast-check'
import type { Json, OpenApiDocument, Schema } from '../../spec/document.ts'
import { operationIdOf, operationsOf } from '../../spec/document.ts'
import { operationCalls } from './operation-calls.ts'
import type { OperationCall } from './operation-calls-request.ts'
import { schemaArbitrary } from './schema-arbitrary.ts'

/** An operation that takes JSON, with all the bodies that the document describes for it. */
export interface JsonOperation {
  id: string
  schema: Schema
  bodies: Arbitrary<Json>
  /** @returns a call with this body, the rest of it valid */
  callWith: (body: Json) => OperationCall
}

/** @returns every operation of a normalised document that takes JSON */
export function jsonOperations(document: OpenApiDocument): JsonOperation[] {
  const calls = new Map(operationCalls(document).map((call) => [call.id, call]))
  const arbitraryOf = schemaArbitrary(document)
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
            bodies: arbitraryOf(schema),
            callWith: (body: Json) => ({ ...call, body: { json: JSON.stringify(body) } }),
          },
        ]
  })
}
