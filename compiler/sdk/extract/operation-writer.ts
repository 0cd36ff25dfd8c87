import type ts from 'ts-compiler-api'
import type {
  Components,
  MediaType,
  OperationObject,
  Parameter,
  ResponseObject,
  Schema,
} from '../../document/document.ts'
import { propertiesOf, requiredOf, withoutProperties } from '../../document/properties.ts'
import type { ArgumentSource, HttpCall } from './http-calls.ts'
import { pageSchema } from './page-schema.ts'
import type { ResourceMethod } from './resources.ts'
import type { SchemaWriter } from './schema-writer.ts'
import { declaredParameter, declaredResult } from './signatures.ts'

/** Writes OpenAPI operations for methods of the SDK. */
export class OperationWriter {
  readonly #writer: SchemaWriter
  readonly #checker: ts.TypeChecker

  /**
   * @param writer converts the declared types
   * @param checker type checker of the same program
   */
  constructor(writer: SchemaWriter, checker: ts.TypeChecker) {
    this.#writer = writer
    this.#checker = checker
  }

  /** @returns the operation that a method calls, as far as its declaration describes it */
  write(method: ResourceMethod, call: HttpCall): OperationObject {
    const parameters = [
      ...call.pathArguments.map(({ name, source }): Parameter => ({
        name,
        in: 'path',
        required: true,
        schema: this.#schemaOf(method, source),
      })),
      ...this.#queryParameters(method, call.query),
      ...Object.entries(call.headers).map(([name, source]): Parameter => ({
        name,
        in: 'header',
        schema: this.#schemaOf(method, source),
      })),
    ]
    const body = call.body === undefined ? undefined : this.#requestBody(method, call, call.body)
    return {
      ...(parameters.length > 0 && { parameters }),
      ...(body && { requestBody: body }),
      responses: { '200': this.#response(method, call) },
    }
  }

  #schemaOf(method: ResourceMethod, { parameter, property, excluded }: ArgumentSource): Schema {
    const declared = declaredParameter(method, parameter)
    if (declared === undefined) {
      return {}
    }
    const schema = this.#writer.write(declared.type, scopeOf(method))
    return property === undefined
      ? withoutProperties(this.#document, schema, excluded)
      : (propertiesOf(this.#document, schema)[property] ?? {})
  }

  #queryParameters(method: ResourceMethod, source: ArgumentSource | undefined): Parameter[] {
    if (source === undefined) {
      return []
    }
    const schema = this.#schemaOf(method, source)
    if (source.property !== undefined) {
      return [{ name: source.property, in: 'query', schema }]
    }
    const required = requiredOf(this.#document, schema)
    return Object.entries(propertiesOf(this.#document, schema)).map(([name, property]) => ({
      name,
      in: 'query' as const,
      ...(required.includes(name) && { required: true }),
      ...(isObjectSchema(property) && { style: 'deepObject', explode: true }),
      schema: property,
    }))
  }

  #requestBody(
    method: ResourceMethod,
    { multipart }: HttpCall,
    source: ArgumentSource,
  ): NonNullable<OperationObject['requestBody']> {
    const schema = this.#schemaOf(method, source)
    const content: Record<string, MediaType> = {
      ...(multipart !== 'always' && { 'application/json': { schema } }),
      ...(multipart !== 'never' && { 'multipart/form-data': { schema } }),
    }
    const isNeeded =
      declaredParameter(method, source.parameter)?.required === true &&
      requiredOf(this.#document, schema).length > 0
    return { ...(isNeeded && { required: true }), content }
  }

  #response(method: ResourceMethod, { binary, accept }: HttpCall): ResponseObject {
    const { json, events, page } = declaredResult(method, this.#checker)
    const scope = scopeOf(method)
    const union = (types: ts.TypeNode[]): Schema => {
      const schemas = types.map((type) => this.#writer.write(type, scope))
      const [only] = schemas
      return only !== undefined && schemas.length === 1 ? only : { anyOf: schemas }
    }
    if (binary) {
      const schema: Schema = { type: 'string', format: 'binary' }
      return { description: 'Bytes', content: { [accept ?? 'application/octet-stream']: { schema } } }
    }
    const answer =
      page === undefined
        ? json.length > 0 && union(json)
        : pageSchema({ ...page, scope }, this.#writer, this.#checker)
    const content: Record<string, MediaType> = {
      ...(answer && { 'application/json': { schema: answer } }),
      ...(events.length > 0 && { 'text/event-stream': { schema: union(events) } }),
    }
    return { description: 'OK', ...(Object.keys(content).length > 0 && { content }) }
  }

  get #document(): Components {
    return { components: { schemas: this.#writer.components } }
  }
}

function isObjectSchema({ type, additionalProperties, properties }: Schema): boolean {
  return [type].flat().includes('object') || additionalProperties !== undefined || properties !== undefined
}

/** The resource's path, which disambiguates types of the same name: `containers.files`. */
function scopeOf({ path }: ResourceMethod): string {
  return path.slice(0, -1).join('.')
}
