import type { Diagnostics } from '../diagnostics.ts'
import {
  HTTP_METHODS,
  type OpenApiDocument,
  type Parameter,
  referencedSchema,
  resolveComponent,
  type Schema,
} from './document.ts'
import { allowNull } from './nullable.ts'
import { dropSlowConstraints } from './redos-guard.ts'
import { mapSchemas } from './map-schemas.ts'
import { mapValues } from '../records.ts'
import { formatPointer } from '../../src/web/json/pointer.ts'

/**
 * Normalizes every schema to JSON Schema 2020-12, the dialect of OpenAPI 3.1. OpenAI's document declares 3.1 but uses
 * 3.0 keywords that validators reject or ignore: `nullable`, boolean `exclusiveMinimum`, `$recursiveRef`.
 *
 * @param document the document (not mutated)
 * @param diagnostics gets an error for each unresolved reference
 */
export function normalize(document: OpenApiDocument, diagnostics: Diagnostics): OpenApiDocument {
  const known = document.components?.schemas ?? {}
  return mapSchemas(inlineComponents(document, diagnostics), (schema, pointer) => {
    const plain = dropSlowConstraints(withPlainKeywords(schema, pointer), pointer, diagnostics)
    const target = plain.$ref === undefined ? undefined : referencedSchema(plain)
    if (plain.$ref !== undefined && (target === undefined || !Object.hasOwn(known, target))) {
      const message = `cannot resolve ${plain.$ref}; only existing #/components/schemas can be referenced`
      diagnostics.add({ severity: 'error', stage: 'normalize', pointer, message })
    }
    return plain
  })
}

/**
 * Inlines referenced parameters, request bodies and responses, and the parameters of each path into its operations, so
 * that later stages only meet references in schemas.
 */
function inlineComponents(document: OpenApiDocument, diagnostics: Diagnostics): OpenApiDocument {
  const { parameters: sharedParameters, requestBodies, responses } = document.components ?? {}
  const inline = <T extends object>(value: T, pointer: string, shared: Record<string, T> = {}): T => {
    const { component, reference } = resolveComponent(value, shared)
    if (component === undefined) {
      const message = `cannot resolve ${reference}`
      diagnostics.add({ severity: 'error', stage: 'normalize', pointer, message })
    }
    return component ?? value
  }
  const keyOf = (parameter: Parameter) => `${parameter.in} ${parameter.name}`
  return {
    ...document,
    paths: mapValues(document.paths, (item, path) => {
      const ofPath: unknown = item?.['parameters']
      const operations = Object.entries(item ?? {}).filter(([key]) => HTTP_METHODS.includes(key))
      return mapValues(Object.fromEntries(operations), (operation, method) => {
        const pointer = formatPointer(['paths', path, method])
        const parameters: Parameter[] = [
          ...(Array.isArray(ofPath) ? ofPath : []),
          ...(operation.parameters ?? []),
        ]
        const merged = new Map(
          parameters
            .map((parameter) => inline(parameter, pointer, sharedParameters))
            .map((parameter) => [keyOf(parameter), parameter]),
        )
        return {
          ...operation,
          parameters: [...merged.values()],
          ...(operation.requestBody && {
            requestBody: inline(operation.requestBody, pointer, requestBodies),
          }),
          responses: mapValues(operation.responses ?? {}, (response) => inline(response, pointer, responses)),
        }
      })
    }),
  }
}

function withPlainKeywords(schema: Schema, pointer: string): Schema {
  const { nullable, $recursiveRef, $recursiveAnchor, ...rest } = schema
  const plain = withPlainBounds(rest)
  if ($recursiveRef !== undefined) {
    plain.$ref = `#${componentPointer(pointer)}`
  }
  return nullable === true ? allowNull(plain) : plain
}

/** Converts OpenAPI 3.0's `minimum` with `exclusiveMinimum: true` to JSON Schema's numeric `exclusiveMinimum`. */
function withPlainBounds(schema: Schema): Schema {
  const { exclusiveMinimum, exclusiveMaximum, minimum, maximum, ...rest } = schema
  return {
    ...rest,
    ...boundOf('minimum', 'exclusiveMinimum', { bound: minimum, exclusive: exclusiveMinimum }),
    ...boundOf('maximum', 'exclusiveMaximum', { bound: maximum, exclusive: exclusiveMaximum }),
  }
}

function boundOf(
  inclusiveName: string,
  exclusiveName: string,
  { bound, exclusive }: { bound: number | undefined; exclusive: number | boolean | undefined },
): Schema {
  if (exclusive === true && bound !== undefined) {
    return { [exclusiveName]: bound }
  }
  return {
    ...(bound !== undefined && { [inclusiveName]: bound }),
    ...(typeof exclusive === 'number' && { [exclusiveName]: exclusive }),
  }
}

function componentPointer(pointer: string): string {
  return pointer.split('/').slice(0, 4).join('/')
}
