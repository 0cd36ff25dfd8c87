import type { CallBody, OperationCall } from './operation-call.ts'
import type { Json, OpenApiDocument, Schema } from '../../compiler/document/document.ts'
import { isObject, operationIdOf, operationsOf, resolveSchema } from '../../compiler/document/document.ts'
import { Sampler } from '../../compiler/examples/sample.ts'
import { SDP_OFFER } from './sdp-offer.ts'
import { validBodies } from './valid-bodies.ts'

/**
 * @param document a normalized document
 * @returns a valid request for every operation, sampled from its schemas
 */
export function operationCalls(document: OpenApiDocument): OperationCall[] {
  const bodies = validBodies(document, new Map([['sdp:string', SDP_OFFER]]))
  const sampler = new Sampler(document, new Map(), new Map())
  return operationsOf(document).map((located): OperationCall => {
    const { operation, method } = located
    const id = operationIdOf(located)
    const [template = '', search = ''] = located.path.split('?')
    const path = template.replaceAll(/\{[^}]+\}/g, (name) => `${name.slice(1, -1)}_123`)
    const query = new URLSearchParams(search)
    for (const parameter of operation.parameters ?? []) {
      if (parameter.in === 'query' && parameter.required === true) {
        const value = sampler.sample(resolveSchema(document, parameter.schema ?? {}))
        query.append(parameter.name, typeof value === 'string' ? value : JSON.stringify(value))
      }
    }
    const call: OperationCall = {
      id,
      method: method.toUpperCase(),
      path: `${path}${query.size > 0 ? `?${query.toString()}` : ''}`,
    }
    const body = bodies.get(id)
    if (body === undefined) {
      return operation.requestBody === undefined ? call : { ...call, body: { sdp: SDP_OFFER } }
    }
    return {
      ...call,
      body:
        body.mediaType === 'application/json'
          ? { json: JSON.stringify(body.value) }
          : toForm(document, body.schema, body.value),
    }
  })
}

function toForm(document: OpenApiDocument, schema: Schema, value: Json): CallBody {
  const form: { name: string; value: string; fileName?: string }[] = []
  const append = (name: string, member: Json, isFile: boolean): void => {
    if (Array.isArray(member)) {
      member.forEach((item) => append(`${name}[]`, item, isFile))
    } else if (isObject(member)) {
      Object.entries(member).forEach(([key, inner]) => append(`${name}[${key}]`, inner, false))
    } else if (member !== null) {
      form.push({ name, value: String(member), ...(isFile && { fileName: `${name}.bin` }) })
    }
  }
  const { properties = {} } = resolveSchema(document, schema)
  for (const [name, member] of Object.entries(isObject(value) ? value : {})) {
    append(name, member, JSON.stringify(properties[name] ?? {}).includes('"format":"binary"'))
  }
  return { form }
}
