import type { FieldShape, FieldShapes } from '../../src/catalogue/contract.ts'
import {
  type LocatedOperation,
  type OpenApiDocument,
  type Parameter,
  resolveSchema,
  type Schema,
} from './document.ts'
import { isForm } from '../../src/web/http/media-type.ts'
import { propertiesOf } from './properties.ts'

/** OpenAPI's parameter locations, and the request parts (slots) that hold them. */
const SLOT_BY_LOCATION = { path: 'path', query: 'query', header: 'headers' } as const

/** Delimiters between array items in one value (OpenAPI 3.1, section 4.8.12.3, Style Values). */
const DELIMITERS: Record<string, string> = { form: ',', simple: ',', spaceDelimited: ' ', pipeDelimited: '|' }

/** @returns for each part of a request with parameters, the schema of an object that holds them */
export function parameterSchemas({ operation }: LocatedOperation): Record<string, Schema> {
  const schemas: Record<string, Schema> = {}
  for (const [location, slot] of Object.entries(SLOT_BY_LOCATION)) {
    const parameters = (operation.parameters ?? []).filter((parameter) => parameter.in === location)
    if (parameters.length > 0) {
      schemas[slot] = {
        type: 'object',
        properties: Object.fromEntries(
          parameters.map((parameter) => [parameterKey(parameter), parameter.schema ?? {}]),
        ),
        required: parameters.filter(({ required }) => required).map(parameterKey),
      }
    }
  }
  return schemas
}

/**
 * @param document a normalized document, in which references are resolved
 * @param located an operation
 * @returns which parameters and form fields are arrays or objects, and how they are serialized
 */
export function fieldShapes(document: OpenApiDocument, { operation }: LocatedOperation): FieldShapes {
  const ofParameters = (location: Parameter['in']): Record<string, FieldShape> =>
    Object.fromEntries(
      (operation.parameters ?? [])
        .filter((parameter) => parameter.in === location)
        .flatMap((parameter) => {
          const kind = shapeKindOf(document, parameter.schema ?? {})
          return kind === undefined ? [] : [[parameterKey(parameter), withDelimiter(kind, parameter)]]
        }),
    )
  const form = Object.entries(operation.requestBody?.content ?? {}).find(([mediaType]) => isForm(mediaType))
  const fields = propertiesOf(document, form?.[1].schema ?? {})
  return {
    query: ofParameters('query'),
    headers: ofParameters('header'),
    form: Object.fromEntries(
      Object.entries(fields).flatMap(([name, schema]) => {
        const kind = shapeKindOf(document, schema)
        return kind === undefined ? [] : [[name.replace(/\[\]$/, ''), { kind }]]
      }),
    ),
  }
}

/** The name under which a parameter is validated: headers in lower case, arrays without `[]`. */
function parameterKey(parameter: Parameter): string {
  return parameter.in === 'header' ? parameter.name.toLowerCase() : parameter.name.replace(/\[\]$/, '')
}

function withDelimiter(kind: FieldShape['kind'], parameter: Parameter): FieldShape {
  const style = parameter.style ?? (parameter.in === 'query' ? 'form' : 'simple')
  const explode = parameter.explode ?? style === 'form'
  const delimiter = explode && parameter.in === 'query' ? undefined : DELIMITERS[style]
  return { kind, ...(kind === 'array' && delimiter !== undefined && { delimiter }) }
}

function shapeKindOf(document: OpenApiDocument, schema: Schema): FieldShape['kind'] | undefined {
  const resolved = resolveSchema(document, schema)
  const types = [resolved.type].flat()
  if (types.includes('array')) {
    return 'array'
  }
  if (types.includes('object') || resolved.properties !== undefined) {
    return 'object'
  }
  const parts = [...(resolved.anyOf ?? []), ...(resolved.oneOf ?? []), ...(resolved.allOf ?? [])]
  return parts.map((part) => shapeKindOf(document, part)).find((kind) => kind !== undefined)
}
