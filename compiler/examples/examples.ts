import addFormats from 'ajv-formats'
import { jsonrepair } from 'jsonrepair'
import { Diagnostics } from '../diagnostics.ts'
import {
  type Example,
  isObject,
  type Json,
  type LocatedOperation,
  type MediaType,
  type OpenApiDocument,
  operationIdOf,
  operationsOf,
  type Schema,
} from '../document/document.ts'
import { isJson } from '../../src/web/http/media-type.ts'
import { makeRealistic } from './realism/realism.ts'
import type { UserExample } from '../../src/catalogue/contract.ts'
import { ExampleOverlay, type UserExamples } from './schema-examples.ts'
import { repairExample } from './repair.ts'
import { collectExampleValues, Sampler } from './sample.ts'
import { mapValues } from '../records.ts'
import { discriminateUnions } from '../document/discriminate-unions.ts'
import { loadRoots, responseRoots } from '../validators/validators.ts'

/** Variables that OpenAI's reference substitutes when it renders an example. */
const VARIABLES: Record<string, string> = {
  VAR_chat_model_id: 'gpt-5.4',
  VAR_completion_model_id: 'gpt-3.5-turbo-instruct',
}

/** Origin of an example: the response itself, or OpenAI's API reference. */
type ExampleSource = 'document' | 'reference'

type Candidate = { key: string; value: Json; source: ExampleSource }

/** Options of {@link addExamples}. */
export interface ExampleOptions {
  /** User examples of schemas and properties, overlaid on every response that they describe. */
  userExamples?: UserExamples
  /** @returns the existing examples of a response, if they can be reused */
  known?: (operationId: string, code: string, mediaType: string) => Record<string, Example> | undefined
  /** Called with the user examples that were applied to an operation's successful responses. */
  onUserExamples?: (operationId: string, own: UserExample[]) => void
  /** @returns true for OpenAI's own examples, whose placeholders are replaced; user examples stay unchanged */
  isBundled?: (value: Json, source: ExampleSource) => boolean
  /** The document that provides example values for sampling, if `document` is a subset of it. */
  fullDocument?: OpenApiDocument
}

/**
 * Gives every JSON response at least one example that matches its schema. Sources, in order: the document's own
 * examples and those of OpenAI's API reference (`x-oaiMeta`), named after their titles; otherwise one sampled from the
 * schema.
 *
 * @param document a normalized document
 * @param diagnostics gets a note for each repaired example and a warning for each dropped one
 * @returns the document with `examples`
 */
export function addExamples(
  document: OpenApiDocument,
  diagnostics: Diagnostics,
  {
    userExamples = new Set(),
    known = () => undefined,
    onUserExamples = () => {},
    isBundled = () => true,
    fullDocument = document,
  }: ExampleOptions = {},
): OpenApiDocument {
  const located = new Map(operationsOf(document).map((entry) => [entry.operation, entry]))
  const fromReference = new Map(
    operationsOf(fullDocument).map((entry) => [operationIdOf(entry), referenceExamples(entry, diagnostics)]),
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
  const referenceValues = [...fromReference.values()].flat().map(({ value }) => value)
  const ofComponents = componentExamples(fullDocument)
  const sampler = new Sampler(
    document,
    ofComponents,
    collectExampleValues([...referenceValues, ...ofComponents.values()]),
  )
  const overlay = new ExampleOverlay({ document, userExamples, ajv })

  const applyUserExamples = (
    value: Json,
    schema: Schema,
    { id, code }: { id: string; code: string },
  ): Json => {
    const overlaid = overlay.apply(value, schema)
    if (overlaid.applied.length > 0 && code.startsWith('2')) {
      onUserExamples(id, overlaid.applied)
    }
    return overlaid.value
  }
  const examplesFor = (
    entry: LocatedOperation,
    code: string,
    mediaType: MediaType,
  ): Record<string, Example> => {
    const id = operationIdOf(entry)
    const pointer = `${entry.pointer}/responses/${code}`
    const validate = ajv.getSchema(reference(id, code))
    if (validate === undefined || mediaType.schema === undefined) {
      return mediaType.examples ?? {}
    }
    const { schema } = mediaType
    const source = 'document' as const
    const named = Object.entries(mediaType.examples ?? {}).map(([key, { value }]) => ({
      key,
      value: value ?? null,
      source,
    }))
    const candidates: Candidate[] = [
      ...(mediaType.example === undefined ? [] : [{ key: 'default', value: mediaType.example, source }]),
      ...named,
      ...(code.startsWith('2') ? (fromReference.get(id) ?? []) : []),
    ]
    const realistic = (value: Json): Json => (code.startsWith('2') ? makeRealistic(value, entry) : value)
    const fitting = candidates.flatMap(({ key, value, source: from }): [string, Example][] => {
      const repaired = repairExample(value, validate, sampler)
      if (repaired === undefined) {
        const message = `example ${key} was dropped: ${ajv.errorsText(validate.errors?.slice(0, 3))}`
        diagnostics.add({ severity: 'warning', stage: 'examples', pointer, message })
        return []
      }
      if (repaired.changes.length > 0) {
        const message = `example ${key} was repaired:\n${repaired.changes.join('\n')}`
        diagnostics.add({ severity: 'info', stage: 'examples', pointer, message })
      }
      const real = isBundled(value, from) ? realistic(repaired.value) : repaired.value
      const fits = repairExample(real, validate, sampler)?.value ?? repaired.value
      return [[key, { value: applyUserExamples(fits, schema, { id, code }) }]]
    })
    if (fitting.length > 0) {
      return Object.fromEntries(uniqueKeys(fitting))
    }
    const sampled = repairExample(sampler.sample(schema), validate, sampler)
    const message =
      sampled === undefined
        ? 'no valid example could be generated for this response'
        : 'no example found; sampled one from the schema'
    diagnostics.add({
      severity: sampled === undefined ? 'warning' : 'info',
      stage: 'examples',
      pointer,
      message,
    })
    if (sampled === undefined) {
      return {}
    }
    const valid = repairExample(realistic(sampled.value), validate, sampler)?.value ?? sampled.value
    return { default: { value: applyUserExamples(valid, schema, { id, code }) } }
  }

  return {
    ...document,
    paths: mapValues(document.paths, (item) =>
      mapValues(item, (operation) => {
        const entry = located.get(operation)
        if (entry === undefined) {
          return operation
        }
        return {
          ...operation,
          responses: mapValues(operation.responses ?? {}, (response, code) => ({
            ...response,
            ...(response.content && {
              content: mapValues(response.content, ({ example, ...mediaType }, name) => ({
                ...mediaType,
                examples: isJson(name)
                  ? (known(operationIdOf(entry), code, name) ??
                    examplesFor(entry, code, example === undefined ? mediaType : { ...mediaType, example }))
                  : (mediaType.examples ?? (example === undefined ? {} : { default: { value: example } })),
              })),
            }),
          })),
        }
      }),
    ),
  }
}

/** @returns all response examples of a normalized document, as JSON */
export function collectExamples(document: OpenApiDocument): Set<string> {
  const ignored = new Diagnostics()
  const values = operationsOf(document).flatMap((entry) => [
    ...referenceExamples(entry, ignored).map(({ value }) => value),
    ...Object.values(entry.operation.responses ?? {})
      .flatMap(({ content = {} }) => Object.values(content))
      .flatMap(({ example, examples = {} }) => [
        example,
        ...Object.values(examples).map(({ value }) => value),
      ]),
  ])
  return new Set(values.map((value) => JSON.stringify(value ?? null)))
}

/** Parses the example responses in an operation's `x-oaiMeta`. */
function referenceExamples(entry: LocatedOperation, diagnostics: Diagnostics): Candidate[] {
  const usage = [entry.operation['x-oaiMeta']?.examples ?? []].flat()
  return usage.flatMap(({ title, response }, index): Candidate[] => {
    if (response === undefined) {
      return []
    }
    const key = exampleKey(title ?? 'default')
    const pointer = `${entry.pointer}/x-oaiMeta/examples/${index}`
    const text = typeof response === 'string' ? response : JSON.stringify(response)
    const parsed = parseLoosely(text)
    if (parsed === undefined) {
      const message = `example ${key} is not JSON (${isEventStream(text) ? 'a stream of events' : 'text'})`
      diagnostics.add({ severity: 'info', stage: 'examples', pointer, message })
      return []
    }
    return [{ key, value: parsed, source: 'reference' }]
  })
}

/** Converts a title to a name that is valid in the `Prefer` header: `Image input` becomes `image-input`. */
function exampleKey(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
}

function uniqueKeys(entries: [string, Example][]): [string, Example][] {
  const counts = new Map<string, number>()
  return entries.map(([key, example]) => {
    const count = (counts.get(key) ?? 0) + 1
    counts.set(key, count)
    return [count === 1 ? key : `${key}-${count}`, example]
  })
}

/** Parses hand-written JSON of the API reference: tolerates trailing commas and `...` for omitted parts. */
function parseLoosely(text: string): Json | undefined {
  const filled = Object.entries(VARIABLES).reduce(
    (result, [name, value]) => result.replaceAll(name, value),
    text,
  )
  if (!/^\s*[[{]/.test(filled) || isEventStream(filled)) {
    return undefined
  }
  try {
    return JSON.parse(filled)
  } catch {
    const withoutEllipses = filled.replaceAll(/^\s*\.{3,}.*$/gm, '')
    try {
      return JSON.parse(jsonrepair(withoutEllipses))
    } catch {
      return undefined
    }
  }
}

/** Matches server-sent events, and JSON lines, which the reference uses for them. */
function isEventStream(text: string): boolean {
  return /^\s*(?:event|data): /m.test(text) || /^\{.*\}\s*\n+\{/.test(text.trim())
}

/** Examples of whole objects in OpenAI's reference, by component schema. */
function componentExamples(document: OpenApiDocument): Map<string, Json> {
  const examples = new Map<string, Json>()
  for (const [name, schema] of Object.entries(document.components?.schemas ?? {})) {
    const meta = schema['x-oaiMeta']
    const example = isObject(meta) ? meta['example'] : undefined
    const parsed = typeof example === 'string' ? parseLoosely(example) : undefined
    if (parsed !== undefined) {
      examples.set(name, parsed)
    }
  }
  return examples
}
