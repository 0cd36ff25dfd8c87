import { jsonrepair } from 'jsonrepair'
import type { Diagnostics } from '../diagnostics.ts'
import { isObject, type Json, type LocatedOperation, type OpenApiDocument } from '../document/document.ts'

/** An example response in OpenAI's API reference. */
export interface ReferenceExample {
  /** Name of the example, from its title. */
  key: string
  value: Json
}

/** Variables that OpenAI's reference substitutes when it renders an example. */
const VARIABLES: Record<string, string> = {
  VAR_chat_model_id: 'gpt-5.4',
  VAR_completion_model_id: 'gpt-3.5-turbo-instruct',
}

/**
 * Parses the example responses in an operation's `x-oaiMeta`.
 *
 * @param diagnostics gets a note for each one that is not JSON
 */
export function referenceExamples(
  { operation, pointer }: LocatedOperation,
  diagnostics: Diagnostics,
): ReferenceExample[] {
  const usage = [operation['x-oaiMeta']?.examples ?? []].flat()
  return usage.flatMap(({ title, response }, index): ReferenceExample[] => {
    if (response === undefined) {
      return []
    }
    const key = exampleKey(title ?? 'default')
    const text = typeof response === 'string' ? response : JSON.stringify(response)
    const value = parseLoosely(text)
    if (value === undefined) {
      diagnostics.add({
        severity: 'info',
        stage: 'examples',
        pointer: `${pointer}/x-oaiMeta/examples/${index}`,
        message: `example ${key} is not JSON (${isEventStream(text) ? 'a stream of events' : 'text'})`,
      })
      return []
    }
    return [{ key, value }]
  })
}

/** @returns the examples of whole objects in OpenAI's reference, by component schema */
export function componentExamples(document: OpenApiDocument): Map<string, Json> {
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

/** Converts a title to a name that is valid in the `Prefer` header: `Image input` becomes `image-input`. */
function exampleKey(title: string): string {
  return title
    .toLowerCase()
    .replaceAll(/[^a-z0-9]+/g, '-')
    .replaceAll(/^-|-$/g, '')
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
  const withoutEllipses = filled.replaceAll(/^\s*\.{3,}.*$/gm, '')
  return parseJson(() => filled) ?? parseJson(() => jsonrepair(withoutEllipses))
}

function parseJson(text: () => string): Json | undefined {
  try {
    return JSON.parse(text())
  } catch {
    return undefined
  }
}

/** Matches server-sent events, and JSON lines, which the reference uses for them. */
function isEventStream(text: string): boolean {
  return /^\s*(?:event|data): /m.test(text) || /^\{.*\}\s*\n+\{/.test(text.trim())
}
