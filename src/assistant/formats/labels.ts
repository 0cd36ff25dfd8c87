import type { JsonObject } from '../../web/json/json.ts'
import { asArray, asString } from '../../web/json/narrow.ts'
import { decide } from './decide.ts'
import { describedType } from './json/described-types.ts'
import { keywordsOf, listItems, readCount } from './subject.ts'
import type { Content, Format, FormatKind, FormatPrompt } from './types.ts'

/** One labeled value of the output. */
interface Field {
  label: string
  /** The text between label and value, including the label's markup. */
  prefix: string
  description: string
}

const CUE =
  /\b(?:format|template|structure|following (?:form|lines|fields|sections)|as follows|like this|in this form|exactly these|pairs? per line|strictly)\b/i

/** `Label: <placeholder>`, `**Label**: [text]`, `Label: {text}`. */
const PLACEHOLDER_LINE =
  /^[ \t]*((?:[-*\u2022] +)?(?:\*\*|#{1,4} )?([A-Za-z][\w '/-]{0,40}?)(?:\*\*)?[ \t]*:(?:\*\*)?[ \t]*)(<[^<>\n]{1,300}>|\[[^[\]\n]{1,300}\]|\{[^{}\n]{1,300}\}|\([^()\n]{1,300}\)|\.\.\.|\u2026)(?=[^\n]{0,80}$)/gm

/** `'KEYWORDS: <keywords>'`. */
const QUOTED_LINE =
  /["'`\u201c]([A-Za-z][\w ]{0,30}:[ \t]*)(<[^<>\n]{1,100}>|\[[^[\]\n]{1,100}\]|\{[^{}\n]{1,100}\}|\d{1,4})["'`\u201d]/

/** `[[ ## answer ## ]]`, DSPy's markers. */
const MARKER = /^\[\[ ## (\w{1,60}) ## \]\][ \t]*\n?[ \t]*(?:\{([^{}\n]{1,200})\})?/gm

/** `Field (wire key: field): (This number field must be included)`, Ax's output fields. */
const WIRE_FIELD = /^[ \t]*([\w ]{1,60}?) \(wire key: `?(\w{1,60})`?\):[ \t]*([^\n]{0,300})/gm

const VALUES_CUE = /Allowed values: ([^\n]{1,200})/i

/** Lines with labels: `Score: 4`, sections after markers, and one labeled line. */
export const labels: FormatKind = {
  kind: 'labels',
  read: (prompt) => wireFields(prompt) ?? markers(prompt) ?? placeholders(prompt) ?? quoted(prompt),
}

function wireFields({ all: text }: FormatPrompt): Format | undefined {
  const outputs = text.includes('(wire key:') ? text.slice(Math.max(0, text.indexOf('<output_fields>'))) : ''
  const fields = [...outputs.matchAll(WIRE_FIELD)].map(([, , key = '', description = '']) => ({
    label: key,
    prefix: `${key}: `,
    description:
      VALUES_CUE.exec(description)?.[1]
        ?.replace(/[.)]+$/, '')
        .replaceAll(',', ' |') ?? wireType(description),
  }))
  return fields.length === 0 ? undefined : lines(fields, 'field name: value')
}

/** `(This json array of string items field must be included)`. */
function wireType(description: string): string {
  return /array/i.test(description)
    ? 'list of strings'
    : /\bnumber\b/i.test(description)
      ? 'number'
      : /\bboolean\b/i.test(description)
        ? 'boolean'
        : description.replaceAll(/[()]/g, '')
}

function markers({ all: text }: FormatPrompt): Format | undefined {
  if (!text.includes('[[ ## ')) {
    return undefined
  }
  // The inputs come first, in the same form; the response names its first field.
  const first = /\b(?:respond with|starting with)[^\n]{0,60}?\[\[ ## (\w{1,60}) ## \]\]/i.exec(text)?.[1]
  const names = [
    ...new Map(
      [...text.matchAll(MARKER)].map(([, name = '', description]) => [name, description ?? ''] as const),
    ),
  ]
  const start =
    first === undefined
      ? 0
      : Math.max(
          0,
          names.findIndex(([name]) => name === first),
        )
  const outputs = names.slice(start)
  return outputs.length === 0
    ? undefined
    : {
        words: `[[ ## ${outputs[0]?.[0] ?? ''} ## ]]`,
        write: (content) =>
          outputs
            .map(
              ([name]) =>
                `[[ ## ${name} ## ]]${name === 'completed' ? '' : `\n${valueOf({ label: name, prefix: '', description: '' }, content)}`}`,
            )
            .join('\n\n'),
      }
}

function placeholders({ text }: FormatPrompt): Format | undefined {
  if (!CUE.test(text)) {
    return undefined
  }
  const fields = [...text.matchAll(PLACEHOLDER_LINE)].map(
    ([, prefix = '', label = '', description = '']) => ({
      prefix,
      label,
      description,
    }),
  )
  const unique = fields.filter(({ label }, index) => fields.findIndex((one) => one.label === label) === index)
  return unique.length === 0 ? undefined : lines(unique, unique[0]?.prefix.trim() ?? '')
}

function quoted({ text }: FormatPrompt): Format | undefined {
  const [, prefix, description = ''] =
    CUE.test(text) || /\b(?:line|end|finally|answer)\b/i.test(text) ? (QUOTED_LINE.exec(text) ?? []) : []
  return prefix === undefined
    ? undefined
    : lines(
        [
          {
            prefix,
            label: prefix.replace(/:\s*$/, ''),
            description: /^\d/.test(description) ? 'number' : description,
          },
        ],
        prefix.trim(),
      )
}

function lines(fields: readonly Field[], words: string): Format {
  return {
    words,
    write: (content) =>
      fields.map((field) => `${field.prefix.trimEnd()} ${valueOf(field, content)}`).join('\n'),
  }
}

/** The value of one field in one line. */
function valueOf({ label, description }: Field, content: Content): string {
  if (
    /^(?:answer|response|output|final answer|reply|summary|result)$/i.test(label) &&
    /^\W*(?:(?:your|the|a|final) )*\w* ?\w*\W*$/.test(description) &&
    !/\d|number|score/.test(description)
  ) {
    return content.answer
  }
  if (/^(?:keywords|tags|topics|entities)$/i.test(label)) {
    const count = readCount(/\b(?:up to|exactly|extract) (\d{1,2})\b/i.exec(content.subject)?.[1])
    return keywordsOf(content.material, count ?? 3).join(', ')
  }
  if (/^questions$/i.test(label)) {
    return listItems(content.subject, '', 2)
      .map((_, index) => `${index + 1}. What is described in part ${index + 1} of the text?`)
      .join(' ')
  }
  const type = describedType(description)
  const options = asArray(type['enum']).flatMap((option) => asString(option) ?? [])
  if (options.length > 0) {
    return decide(options, label, content)
  }
  const value = content.sample({
    type: 'object',
    properties: { [label]: typed(type, label) },
    required: [label],
  })
  const [member] = typeof value === 'object' && value !== null ? Object.values(value) : [value]
  return typeof member === 'string' ? member.replaceAll(/\s*\n\s*/g, ' ') : JSON.stringify(member ?? '')
}

/** Labels such as `Score` and `Confidence` have numbers. */
function typed(type: JsonObject, label: string): JsonObject {
  return type['type'] === 'string' &&
    type['enum'] === undefined &&
    /^(?:score|rating|confidence)$/i.test(label)
    ? { type: 'number', minimum: 0, maximum: 1 }
    : type
}
