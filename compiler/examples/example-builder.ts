import type { ErrorObject, ValidateFunction } from 'ajv'
import addFormats from 'ajv-formats'
import type { UserExample } from '../../src/catalogue/contract.ts'
import type { Diagnostics } from '../diagnostics.ts'
import { discriminateUnions } from '../document/discriminate-unions.ts'
import {
  type Example,
  type Json,
  type LocatedOperation,
  type MediaType,
  type OpenApiDocument,
  operationIdOf,
  operationsOf,
  OMITTED,
  type Schema,
} from '../document/document.ts'
import { formatPointer } from '../../src/web/json/pointer.ts'
import { loadRoots, responseRoots } from '../validators/validators.ts'
import { makeRealistic } from './realism/realism.ts'
import { componentExamples, type ReferenceExample, referenceExamples } from './reference-examples.ts'
import { repairExample } from './repair.ts'
import { collectExampleValues } from './collected-values.ts'
import { Sampler } from './sample.ts'
import { ExampleOverlay, type UserExamples } from './schema-examples.ts'

/** Origin of an example: the response itself, or OpenAI's API reference. */
export type ExampleSource = 'document' | 'reference'

interface Candidate extends ReferenceExample {
  source: ExampleSource
}

/** Options of {@link ExampleBuilder}. */
export interface ExampleBuilderOptions {
  /** User examples of schemas and properties, overlaid on every response that they describe. */
  userExamples: UserExamples
  /** Called with the user examples that were applied to an operation's successful responses. */
  onUserExamples: (operationId: string, own: UserExample[]) => void
  /** @returns true for OpenAI's own examples, whose placeholders are replaced; user examples stay unchanged */
  isBundled: (value: Json, source: ExampleSource) => boolean
  /** The document that provides example values for sampling. */
  fullDocument: OpenApiDocument
  /** Gets a note for each repaired example and a warning for each dropped one. */
  diagnostics: Diagnostics
}

/** A response with a JSON schema. */
interface JsonResponse {
  located: LocatedOperation
  code: string
  schema: Schema
  validate: ValidateFunction
}

/** Builds the examples of JSON responses. */
export class ExampleBuilder {
  readonly #options: ExampleBuilderOptions
  readonly #reference: ReadonlyMap<string, ReferenceExample[]>
  readonly #sampler: Sampler
  readonly #overlay: ExampleOverlay
  readonly #validatorOf: (operationId: string, code: string) => ValidateFunction | undefined
  readonly #errorsText: (errors?: ErrorObject[]) => string

  /** @param document a normalized document; may be a subset of the full one */
  constructor(document: OpenApiDocument, options: ExampleBuilderOptions) {
    const { userExamples, fullDocument, diagnostics } = options
    this.#options = options
    this.#reference = new Map(
      operationsOf(fullDocument).map((located) => [
        operationIdOf(located),
        referenceExamples(located, diagnostics),
      ]),
    )
    const tagged = discriminateUnions(document)
    const { ajv, reference } = loadRoots(tagged, responseRoots(tagged), {
      strict: false,
      allErrors: true,
      verbose: true,
      discriminator: true,
      logger: false,
    })
    addFormats(ajv)
    ajv.addKeyword({ keyword: OMITTED, schemaType: 'boolean', validate: (omitted: boolean) => !omitted })
    this.#validatorOf = (id, code) => ajv.getSchema(reference(id, code))
    this.#errorsText = (errors) => ajv.errorsText(errors)
    const components = componentExamples(fullDocument)
    const responses = [...this.#reference.values()].flat().map(({ value }) => value)
    this.#sampler = new Sampler(
      document,
      components,
      collectExampleValues([...responses, ...components.values()]),
    )
    this.#overlay = new ExampleOverlay({ document, userExamples, ajv })
  }

  /**
   * @param located an operation of the document
   * @param code status code of the response
   * @param content JSON content of the response
   * @returns valid examples: given ones, or else one sampled from the schema
   */
  examplesOf(located: LocatedOperation, code: string, content: MediaType): Record<string, Example> {
    const validate = this.#validatorOf(operationIdOf(located), code)
    const { schema } = content
    if (validate === undefined || schema === undefined) {
      return content.examples ?? {}
    }
    const response = { located, code, schema, validate }
    const fitting = this.#candidates(response, content).flatMap((candidate): [string, Example][] => {
      const value = this.#fit(candidate, response)
      return value === undefined ? [] : [[candidate.key, { value }]]
    })
    if (fitting.length > 0) {
      return Object.fromEntries(uniqueKeys(fitting))
    }
    const sampled = this.#sample(response)
    return sampled === undefined ? {} : { default: { value: sampled } }
  }

  #candidates({ located, code }: JsonResponse, { example, examples = {} }: MediaType): Candidate[] {
    const named = Object.entries(examples).map(([key, { value = null }]) => ({ key, value }))
    const own = example === undefined ? named : [{ key: 'default', value: example }, ...named]
    const reference = isSuccess(code) ? (this.#reference.get(operationIdOf(located)) ?? []) : []
    return [
      ...own.map((one) => ({ ...one, source: 'document' as const })),
      ...reference.map((one) => ({ ...one, source: 'reference' as const })),
    ]
  }

  /** @returns the repaired example, or undefined if it does not match the schema */
  #fit({ key, value, source }: Candidate, response: JsonResponse): Json | undefined {
    const repaired = this.#repair(value, response)
    if (repaired === undefined) {
      const errors = this.#errorsText(response.validate.errors?.slice(0, 3))
      this.#report('warning', response, `example ${key} was dropped: ${errors}`)
      return undefined
    }
    if (repaired.changes.length > 0) {
      this.#report('info', response, `example ${key} was repaired:\n${repaired.changes.join('\n')}`)
    }
    const isBundled = this.#options.isBundled(value, source)
    return this.#withUserExamples(
      isBundled ? this.#realistic(repaired.value, response) : repaired.value,
      response,
    )
  }

  /** @returns a value sampled from the schema, or undefined if none is valid */
  #sample(response: JsonResponse): Json | undefined {
    const sampled = this.#repair(this.#sampler.sample(response.schema), response)
    if (sampled === undefined) {
      this.#report('warning', response, 'no valid example could be generated for this response')
      return undefined
    }
    this.#report('info', response, 'no example found; sampled one from the schema')
    return this.#withUserExamples(this.#realistic(sampled.value, response), response)
  }

  #repair(value: Json, { validate }: JsonResponse): ReturnType<typeof repairExample> {
    return repairExample(value, validate, this.#sampler)
  }

  /** @returns the valid value without placeholders; unchanged for an error */
  #realistic(value: Json, response: JsonResponse): Json {
    const realistic = isSuccess(response.code) ? makeRealistic(value, response.located) : value
    return this.#repair(realistic, response)?.value ?? value
  }

  #withUserExamples(value: Json, { located, code, schema }: JsonResponse): Json {
    const overlaid = this.#overlay.apply(value, schema)
    if (overlaid.applied.length > 0 && isSuccess(code)) {
      this.#options.onUserExamples(operationIdOf(located), overlaid.applied)
    }
    return overlaid.value
  }

  #report(severity: 'info' | 'warning', { located, code }: JsonResponse, message: string): void {
    const pointer = located.pointer + formatPointer(['responses', code])
    this.#options.diagnostics.add({ severity, stage: 'examples', pointer, message })
  }
}

function isSuccess(code: string): boolean {
  return code.startsWith('2')
}

function uniqueKeys(entries: [string, Example][]): [string, Example][] {
  const counts = new Map<string, number>()
  return entries.map(([key, example]) => {
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    return [count === 1 ? key : `${key}-${count}`, example]
  })
}
