import { hash } from '../../src/web/random/seeded-random.ts'
import { isObject, type Json, type OpenApiDocument } from './document.ts'

const MODELS_PATH = '/models'

/** Families of models that OpenAI has or had. */
const MODEL_NAME =
  /^(?:gpt|chatgpt|o\d|dall-e|tts|whisper|text-embedding|text-moderation|omni-moderation|sora|codex|computer-use|davinci|babbage)-?[\w.-]*$/

const SNAPSHOT_DATE = /-(20\d\d)-(\d\d)-(\d\d)$/

/** Release date of models without a dated snapshot: spread over 2025, since the document does not give it. */
const UNDATED_START = 1_735_689_600
const UNDATED_SPAN = 31_536_000

/**
 * Adds an example to `GET /models` that lists every model named in the document.
 *
 * @param document a normalized document (not mutated)
 * @returns the document with the example, or unchanged if the list already has one
 */
export function addModelList(document: OpenApiDocument): OpenApiDocument {
  const operation = document.paths[MODELS_PATH]?.['get']
  const mediaType = operation?.responses?.['200']?.content?.['application/json']
  const ids = modelIds(document)
  if (
    mediaType === undefined ||
    mediaType.example !== undefined ||
    mediaType.examples !== undefined ||
    ids.length === 0
  ) {
    return document
  }
  const example = { object: 'list', data: ids.map((id) => modelObject(id, ids)) }
  const response = {
    ...operation?.responses?.['200'],
    content: { 'application/json': { ...mediaType, example } },
  }
  return {
    ...document,
    paths: {
      ...document.paths,
      [MODELS_PATH]: {
        ...document.paths[MODELS_PATH],
        get: { ...operation, responses: { ...operation?.responses, '200': response } },
      },
    },
  }
}

function modelObject(id: string, ids: readonly string[]): Json {
  const dated = SNAPSHOT_DATE.test(id) ? id : ids.find((other) => other.startsWith(`${id}-20`))
  const [, year, month, day] = SNAPSHOT_DATE.exec(dated ?? '') ?? []
  const created =
    year === undefined
      ? UNDATED_START + ((hash(id) >>> 0) % UNDATED_SPAN)
      : Date.UTC(Number(year), Number(month) - 1, Number(day)) / 1000
  return { id, object: 'model', created, owned_by: 'system', shutdown_date: null }
}

/** @returns the models listed in the document's enums, in document order */
export function modelIds(document: OpenApiDocument): string[] {
  const found = new Set<string>()
  const visit = (value: unknown): void => {
    if (Array.isArray(value)) {
      value.forEach(visit)
    } else if (isObject(value)) {
      const { enum: values, example: _, examples: __, 'x-oaiMeta': ___, ...rest } = value
      const names = (Array.isArray(values) ? values : []).filter((name) => typeof name === 'string')
      if (names.every((name) => MODEL_NAME.test(name))) {
        names.forEach((name) => found.add(name))
      }
      Object.values(rest).forEach(visit)
    }
  }
  const { schemas = {} } = document.components ?? {}
  // Chat models first: they are the ones users look for.
  const names = Object.keys(schemas).toSorted((one, other) => rank(one) - rank(other))
  names.forEach((name) => visit(schemas[name]))
  return [...found]
}

function rank(schema: string): number {
  return schema.startsWith('ModelIds') ? 0 : 1
}
