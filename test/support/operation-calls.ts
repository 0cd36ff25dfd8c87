import type { CallBody, OperationCall } from './operation-calls-request.ts'
import type { Json, OpenApiDocument, Schema } from '../../spec/document.ts'
import { isObject, operationIdOf, operationsOf, resolveSchema } from '../../spec/document.ts'
import { repair } from '../../spec/repair.ts'
import { Sampler } from '../../spec/sample.ts'
import { tagUnions } from '../../spec/unions.ts'
import { loadRoots } from '../../spec/validators.ts'

/**
 * @param document a normalised document
 * @returns a valid request for every operation, made from its schemas
 */
export function operationCalls(document: OpenApiDocument): OperationCall[] {
  const tagged = tagUnions(document)
  const bodies = Object.fromEntries(
    operationsOf(tagged).map((located) => [
      operationIdOf(located),
      bodySchemas(located.operation.requestBody?.content),
    ]),
  )
  const { ajv, reference } = loadRoots(tagged, bodies, {
    strict: false,
    allErrors: true,
    verbose: true,
    discriminator: true,
    validateFormats: false,
  })
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
    const [slot] = Object.keys(bodies[id] ?? {})
    if (slot === undefined) {
      return operation.requestBody === undefined ? call : { ...call, body: { sdp: 'v=0\r\n' } }
    }
    const content = operation.requestBody?.content?.[slot]?.schema ?? {}
    const validator = ajv.getSchema(reference(id, slot))
    const sampled = sampler.sample(content)
    const valid = validator === undefined ? undefined : repair(sampled, validator, sampler)
    if (valid === undefined) {
      throw new Error(`no valid body could be made for ${id}`)
    }
    return {
      ...call,
      body:
        slot === 'application/json'
          ? { json: JSON.stringify(valid.value) }
          : formOf(document, content, valid.value),
    }
  })
}

function bodySchemas(content: Record<string, { schema?: Schema }> = {}): Record<string, Schema> {
  const name = ['application/json', 'multipart/form-data'].find(
    (candidate) => content[candidate] !== undefined,
  )
  const schema = name === undefined ? undefined : content[name]?.schema
  return name === undefined || schema === undefined ? {} : { [name]: schema }
}

function formOf(document: OpenApiDocument, schema: Schema, value: Json): CallBody {
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
