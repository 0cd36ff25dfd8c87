import { isForm, isJson, mediaTypeOf } from '../../src/web/http/media-type.ts'
import {
  type OpenApiDocument,
  operationIdOf,
  operationsOf,
  type RequestBody,
  type Schema,
} from '../document/document.ts'
import { typeOfSchema } from './schema-type.ts'

const HEADER = `import type { Json, JsonObject } from '../web/json/json.ts'

/** A scalar form field, as sent. */
export type Field = string | number | boolean | null
`

/**
 * Renders the types of the request bodies that the request validators accept.
 *
 * They are generated here, since openapi-typescript needs the API of TypeScript 5, and json-schema-to-typescript takes
 * six seconds and emits interfaces, which are not assignable to JSON objects.
 *
 * @param document the document that the validators are compiled from
 * @returns a declaration file that exports `RequestBodies`: body types by operation id
 */
export function renderRequestTypes(document: OpenApiDocument): string {
  const components = new Components(document.components?.schemas ?? {})
  const bodies = operationsOf(document).flatMap((located) => {
    const type = bodyType(located.operation.requestBody, components)
    return type === undefined ? [] : [`  ${JSON.stringify(operationIdOf(located))}: ${type}\n`]
  })
  const summary = '/** Bodies of valid requests, by operation id. */\n'
  return `${HEADER}\n${summary}export interface RequestBodies {\n${bodies.join('')}}\n\n${components.declarations()}`
}

/** @returns the type of an operation's body, or undefined if it has none that is parsed */
function bodyType({ content = {}, required }: RequestBody = {}, components: Components): string | undefined {
  const entries = Object.entries(content)
  const json = entries.find(([mediaType]) => isJson(mediaTypeOf(mediaType)))?.[1].schema
  const form = entries.find(([mediaType]) => isForm(mediaType))?.[1].schema
  const types = [
    ...(json === undefined ? [] : [components.typeOf(json, false)]),
    ...(form === undefined ? [] : [components.typeOf(form, true)]),
  ]
  if (types.length === 0) {
    return undefined
  }
  // A body that is missing, of another media type, or not an object is read as an empty object.
  const isAlwaysParsed =
    required === true &&
    entries.every(([name]) => isJson(mediaTypeOf(name)) || isForm(name)) &&
    [json, form].every((schema) => schema?.properties === undefined || schema.type === 'object')
  const type = types.join(' | ')
  return isAlwaysParsed ? type : `Partial<${type}>`
}

/** The component schemas that bodies use, declared once each. */
class Components {
  readonly #schemas: Readonly<Record<string, Schema>>
  readonly #declared = new Map<string, string>()

  constructor(schemas: Readonly<Record<string, Schema>>) {
    this.#schemas = schemas
  }

  typeOf(schema: Schema, isText: boolean): string {
    return typeOfSchema(schema, { isText, reference: (pointer) => this.#reference(pointer, isText) })
  }

  declarations(): string {
    return [...this.#declared].map(([name, type]) => `export type ${name} = ${type}\n`).join('')
  }

  #reference(pointer: string, isText: boolean): string {
    const key = pointer.replace('#/components/schemas/', '')
    const name = `${key.replaceAll(/\W/g, '_')}${isText ? '_Form' : ''}`
    const schema = this.#schemas[key]
    if (!this.#declared.has(name)) {
      this.#declared.set(name, 'Json')
      this.#declared.set(name, schema === undefined ? 'Json' : this.typeOf(schema, isText))
    }
    return name
  }
}
