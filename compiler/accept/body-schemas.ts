import { type MediaType, type OpenApiDocument, operationsOf, type Schema } from '../document/document.ts'

/** @returns the schemas of the bodies of successful responses */
export function responseBodies(document: OpenApiDocument): Schema[] {
  return operationsOf(document).flatMap(({ operation }) =>
    Object.entries(operation.responses ?? {})
      .filter(([code]) => code.startsWith('2'))
      .flatMap(([, { content }]) => schemasOf(content)),
  )
}

/** @returns the schemas of request bodies */
export function requestBodies(document: OpenApiDocument): Schema[] {
  return operationsOf(document).flatMap(({ operation }) => schemasOf(operation.requestBody?.content))
}

function schemasOf(content: Record<string, MediaType> = {}): Schema[] {
  return Object.values(content).flatMap(({ schema }) => (schema === undefined ? [] : [schema]))
}
