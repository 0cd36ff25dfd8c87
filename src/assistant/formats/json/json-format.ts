import type { JsonObject } from '../../../web/json/json.ts'
import { asArray, asObject, asString } from '../../../web/json/narrow.ts'
import type { Content, Format, FormatKind, FormatPrompt } from '../types.ts'
import { namedType } from './described-types.ts'
import { type FoundShape, findShapes } from './find-shapes.ts'
import { schemaOfKeys } from './named-keys.ts'
import { schemaOfTypes } from './typescript.ts'

/** A shape before which the text talks about the output. */
const OUTPUT_CUE =
  /\b(?:respond|reply|replies|response|returns?|returning|outputs?|answers?|format|formatted|structure|structured|produce|generate|provide|emit|schemas?|shape|object|interface|definition|conform\w*|adher\w*|match(?:es|ing)?|follow(?:ing|s)?|with this|like this|as follows|template|instance)\b/i

/** A shape that is data, or shows a mistake. */
const OTHER_CUE =
  /\b(?:as an example,? for the schema|for example, the example|tools?|functions?|parse (?:this|the)|(?:explain|summarize|convert|fix|translate|describe|validate|format|repair|minify|sort) (?:this|the following|the|my)|(?:this|following|input|my|given) (?:json|data|payload|record|input)(?! (?:format|structure|schema|shape|template|object|response|output|array|list))|(?:user|customer|order) (?:data|profile|record))\b[^{[]{0,60}$/i

/** The text says that JSON is not wanted. */
const NEGATED =
  /\b(?:don't|do not|needn't|never|not|no) (?:need to |have to |want to )?(?:(?:be |format|respond|answer|reply|return|output|use|include)[^.\n]{0,40})?\bjson\b(?! (?:schema|code|block|markdown))/i

/** The user asks about JSON. */
const ABOUT =
  /\b(?:how (?:do|can|does|should|to|would|is)|what (?:is|are|does)|why|difference|explain)\b[^.?\n]{0,80}\bjson\b/i

/** An array of plain values. */
const ARRAY =
  /\bjson[- ](?:array|list)\b(?: of (?:\d+ |\w+ ){0,2}?(\w+?)s?\b)?|\b(?:array|list) of (\w+?)s\b[^.\n]{0,30}\b(?:in|as) json\b/i

/** JSON is wanted, in any shape. */
const ANY_JSON =
  /\b(?:extract|convert|parse|transform|turn|describe|list|summarize)\b[^.\n?]{0,80}\b(?:as|in|into|to) (?:a |an |valid |the )*json\b|\b(?:respond|answer|reply|return|output|write|give|provide|produce|generate|format(?:ted)?|present)\b[^.\n]{0,60}\b(?:valid |only |in |as |raw |strict |pure |well-formed |a |an )*json\b(?! ?(?:files?|api|endpoint|parser|web))|\bjson (?:only|output|response|format)\b/i

const FENCE =
  /```json|\bmarkdown\b[^.\n]{0,30}\b(?:code|snippet|block|fence)|triple backticks|\bjson\b[^.\n]{0,20}\bcode ?block/i

const LINES = /\bjsonl\b|\bjson lines\b|\bone (?:json )?(?:object )?per line\b|\bndjson\b/i

/** A JSON value of a shape that the text has: a JSON Schema, TypeScript types, an example, or keys in words. */
export const jsonFormat: FormatKind = {
  kind: 'json',
  read: (prompt) => {
    const shape = MAY_BE_SHAPE.test(prompt.all) ? readShape(prompt) : undefined
    if (shape !== undefined) {
      return toFormat(shape.schema, shape.words, prompt.all)
    }
    const { text } = prompt
    const [words] = NEGATED.test(text) || ABOUT.test(text) ? [] : (ANY_JSON.exec(text) ?? [])
    return words === undefined ? undefined : toFormat(arraySchema(text), words, text)
  },
}

/** `a JSON array of 5 strings`. */
function arraySchema(text: string): JsonObject | undefined {
  const found = ARRAY.exec(text)
  const item = namedType(found?.[1] ?? found?.[2] ?? '') ?? { type: 'string' }
  return found === null ? undefined : { type: 'array', items: item }
}

const MAY_BE_SHAPE = /json|schema|interface|[{[]\s*["'`]?[A-Za-z_]|\[\s*\{/i

/** A shape in a prompt, and the words that show it. */
export interface PromptShape {
  schema: JsonObject
  words: string
}

/**
 * @param isRequired true if the request demands JSON (`json_object`), so that weaker signs suffice
 * @returns the shape of the JSON that the prompt asks for; undefined if there is none
 */
export function readShape(
  { all: text, question }: FormatPrompt,
  isRequired = false,
): PromptShape | undefined {
  if (!isRequired && NEGATED.test(text)) {
    return undefined
  }
  const shapes = findShapes(text)
  const schema = shapes.findLast(({ isSchema, before }) => isSchema && !OTHER_CUE.test(before))
  if (schema !== undefined && (isRequired || isOutput(schema) || /json|schema/i.test(text))) {
    return { schema: schema.schema, words: wordsBefore(schema) }
  }
  const types =
    /\b(?:interface|type|enum)\s+\w/.test(text) && /json|typescript|\btype\b/i.test(text)
      ? schemaOfTypes(text)
      : undefined
  if (
    types !== undefined &&
    (isRequired || /json|typed? as|of type|typescript (?:type|definition|interface)/i.test(text))
  ) {
    return { schema: types, words: 'TypeScript types' }
  }
  return readExample(text, shapes, isRequired) ?? readKeys(text, question, isRequired)
}

function readExample(
  text: string,
  shapes: readonly FoundShape[],
  isRequired: boolean,
): PromptShape | undefined {
  const examples = shapes.filter(({ isSchema, before }) => !isSchema && !OTHER_CUE.test(before))
  const outline = examples.find(
    (shape) => isOutput(shape) && (/json/i.test(text) || !shape.isJson || isRequired),
  )
  const chosen = outline ?? repeated(examples) ?? (isRequired ? examples[0] : undefined)
  return chosen === undefined ? undefined : { schema: chosen.schema, words: wordsBefore(chosen) }
}

/** Several examples with the same keys show the format of the answer. */
function repeated(examples: readonly FoundShape[]): FoundShape | undefined {
  const keysOf = ({ schema }: FoundShape) =>
    asArray(schema['required'])
      .map((name) => asString(name) ?? '')
      .toSorted((one, other) => one.localeCompare(other))
      .join()
  return examples.find(
    (one) => keysOf(one) !== '' && examples.some((other) => other !== one && keysOf(other) === keysOf(one)),
  )
}

function isOutput({ before, schema }: FoundShape): boolean {
  const isObject =
    asObject(schema['properties']) !== undefined || schema['type'] === 'array' || '$ref' in schema
  return isObject && OUTPUT_CUE.test(before)
}

function readKeys(text: string, question: string, isRequired: boolean): PromptShape | undefined {
  return isRequired || ANY_JSON.test(text) || /\bjson object\b/i.test(text)
    ? (schemaOfKeys(text) ?? (isRequired ? schemaOfKeys(question) : undefined))
    : undefined
}

function wordsBefore({ before }: FoundShape): string {
  return (
    before
      .trim()
      .split('\n')
      .findLast((line) => /\w/.test(line))
      ?.trim()
      .slice(-80) ?? 'JSON'
  )
}

function toFormat(schema: JsonObject | undefined, words: string, text: string): Format {
  const isFenced = FENCE.test(text)
  const isLines = LINES.test(text)
  return {
    words,
    ...(schema !== undefined && { schema }),
    write: (content) => {
      const json = isLines ? jsonLines(schema, content) : jsonText(schema, content)
      return isFenced ? `\`\`\`json\n${json}\n\`\`\`` : json
    },
  }
}

function jsonText(schema: JsonObject | undefined, { sample, answer }: Content): string {
  return JSON.stringify(schema === undefined ? { answer } : sample(schema))
}

function jsonLines(schema: JsonObject | undefined, content: Content): string {
  const value = schema === undefined ? { answer: content.answer } : content.sample(schema)
  return [value]
    .flat()
    .map((line) => JSON.stringify(line))
    .join('\n')
}
