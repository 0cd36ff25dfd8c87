import type OpenAI from 'openai'
import { Diagnostics } from '../../compiler/diagnostics.ts'
import {
  isObject,
  type Json,
  type JsonObject,
  operationIdOf,
  operationsOf,
  type Schema,
} from '../../compiler/document/document.ts'
import { normalize } from '../../compiler/document/normalize.ts'
import { propertiesOf } from '../../compiler/document/properties.ts'
import { Sampler } from '../../compiler/examples/sample.ts'
import type { HttpCall } from '../../compiler/sdk/extract/http-calls.ts'
import { deriveSdkDocument, type SdkMethod } from '../../compiler/sdk/derive.ts'
import { SDP_OFFER } from './sdp-offer.ts'
import { validBodies } from './valid-bodies.ts'

/** A method of a client's resource. */
export interface ClientMethod {
  /** Dotted path, such as `beta.agents.sessions.create`. */
  name: string
  call: (...given: unknown[]) => unknown
}

/** @returns every public method of every resource of the client, including helpers */
export function clientMethods(client: OpenAI): ClientMethod[] {
  const seen = new Set<object>()
  const visit = (resource: object, path: string[]): ClientMethod[] => {
    if (seen.has(resource)) {
      return []
    }
    seen.add(resource)
    const own =
      path.length === 0 ? [] : methodNames(resource).map((name) => bindMethod(resource, [...path, name]))
    const inner = Object.entries(resource).flatMap(([name, value]) =>
      isResource(value) && !name.startsWith('_') ? visit(value, [...path, name]) : [],
    )
    return [...own, ...inner]
  }
  return visit(client, [])
}

function isResource(value: unknown): value is object {
  return typeof value === 'object' && value !== null && '_client' in value
}

function methodNames(resource: object): string[] {
  const prototype: unknown = Object.getPrototypeOf(resource)
  return Object.getOwnPropertyNames(prototype).filter(
    (name) => name !== 'constructor' && !name.startsWith('_'),
  )
}

function bindMethod(resource: object, path: string[]): ClientMethod {
  const method: unknown = Reflect.get(resource, path.at(-1) ?? '')
  const call = (...given: unknown[]): unknown =>
    typeof method === 'function' ? Reflect.apply(method, resource, given) : undefined
  return { name: path.join('.'), call }
}

/** A call that the SDK's type declarations allow. */
export interface ValidCall {
  operationId: string
  http: HttpCall
  args: unknown[]
  /** Arguments that request a stream; undefined if the method does not stream. */
  streamArgs?: unknown[]
}

/** Valid values of properties that the SDK declares only as `number` or `string`. */
const UNDECLARED_VALUES = new Map<string, Json>([
  ['seconds:number', 3600],
  ['include:string', 'item.input_audio_transcription.logprobs'],
  ['sdp:string', SDP_OFFER],
])

/** Property values for operations with stricter limits than the others. */
const STRICTER_VALUES: Record<string, JsonObject> = {
  CreateChatSessionMethod: { expires_after: { anchor: 'created_at', seconds: 600 } },
}

/** @returns valid arguments by method name, without methods that send no request themselves */
export function validCalls(): Map<string, ValidCall> {
  const derived = deriveSdkDocument()
  const document = normalize(derived.document, new Diagnostics())
  const operations = new Map(
    operationsOf(document).map((located) => [`${located.method} ${located.path}`, located]),
  )
  const bodies = validBodies(document, UNDECLARED_VALUES)
  const sampler = new Sampler(document, new Map(), UNDECLARED_VALUES)
  const toValidCall = (method: SdkMethod, http: HttpCall): [string, ValidCall] => {
    const located = operations.get(`${http.method} ${http.path}`)
    if (located === undefined) {
      throw new Error(
        `${method.path.join('.')} calls ${http.method} ${http.path}, which the derived document lacks`,
      )
    }
    const { operation } = located
    const operationId = operationIdOf(located)
    const values = new Map<string, Json | JsonObject>()
    const assign = ({ parameter, property }: { parameter: string; property?: string }, value: Json): void => {
      const before = values.get(parameter)
      values.set(
        parameter,
        property === undefined
          ? isObject(value) && isObject(before)
            ? { ...before, ...value }
            : value
          : { ...(isObject(before) ? before : {}), [property]: value },
      )
    }
    http.pathArguments.forEach(({ name, source }) => assign(source, `${name}_123`))
    const body = bodies.get(operationId)
    if (http.body !== undefined && body !== undefined) {
      assign(http.body, { ...omitStream(body.value), ...STRICTER_VALUES[operationId] })
    }
    if (http.query !== undefined) {
      const parameters = (operation.parameters ?? []).filter(
        ({ in: place, name }) => place === 'query' && name !== 'stream',
      )
      const sampled = parameters.map(({ name, schema = {} }) => [name, sampler.sample(schema, name)] as const)
      const query = Object.fromEntries(sampled)
      assign(http.query, http.query.property === undefined ? query : (query[http.query.property] ?? null))
    }
    for (const [header, source] of Object.entries(http.headers)) {
      const schema = operation.parameters?.find(({ name }) => name === header)?.schema ?? {}
      assign(source, sampler.sample(schema, header))
    }
    const uploads =
      body === undefined ? new Set<string>() : fileProperties(propertiesOf(document, body.schema))
    const asArguments = (all: ReadonlyMap<string, Json>) =>
      method.parameters.map((name) => replaceFiles(all.get(name), uploads))
    const streamTarget = [http.body, http.query].find((source) => source !== undefined)
    const streamValues = new Map(values)
    if (streamTarget !== undefined) {
      const before = streamValues.get(streamTarget.parameter)
      streamValues.set(streamTarget.parameter, { ...(isObject(before) ? before : {}), stream: true })
    }
    return [
      method.path.join('.'),
      {
        operationId,
        http,
        args: asArguments(values),
        ...(http.canStream && { streamArgs: asArguments(streamValues) }),
      },
    ]
  }
  return new Map(
    derived.methods.flatMap((method) =>
      method.call === undefined ? [] : [toValidCall(method, method.call)],
    ),
  )
}

function omitStream(value: Json): JsonObject {
  if (!isObject(value)) {
    return {}
  }
  const { stream: _, stream_options: __, ...rest } = value
  return rest
}

/** @returns the names of properties that are files or lists of files */
function fileProperties(properties: Record<string, Schema>): Set<string> {
  const files = Object.entries(properties).filter(([, schema]) =>
    JSON.stringify(schema).includes('"format":"binary"'),
  )
  return new Set(files.map(([name]) => name))
}

function replaceFiles(value: Json | undefined, names: ReadonlySet<string>): unknown {
  if (!isObject(value)) {
    return value
  }
  return Object.fromEntries(
    Object.entries(value).map(([name, member]) => [
      name,
      names.has(name) ? sampleFile(name, member) : member,
    ]),
  )
}

function sampleFile(name: string, member: Json): unknown {
  const file = () => new File(['{"a":1}\n'], `${name}.jsonl`)
  return Array.isArray(member) ? [file()] : file()
}
