import type { Json, JsonObject } from '../../web/json/json.ts'
import { asArray, asObject, asObjects, asString } from '../../web/json/narrow.ts'

/** The row of an eval: `item` is the uploaded row, `sample` the model's output. */
export interface EvalRow extends JsonObject {
  item: JsonObject
  sample: JsonObject
}

/** Replaces `{{ item.name }}` and `{{ sample.output_text }}` by the values of a row; missing ones by nothing. */
export function fillTemplate(template: string, row: EvalRow): string {
  return template.replaceAll(/\{\{\s{0,20}([\w.[\]-]{1,200})\s{0,20}\}\}/g, (_, path: string) =>
    textOf(valueAt(row, path)),
  )
}

/** @returns the value at a path such as `item.messages` or `item.answers[0]` */
export function valueAt(row: JsonObject, path: string): Json | undefined {
  const names = path.split(/[.[\]]+/).filter((name) => name !== '')
  return names.reduce<Json | undefined>(
    (value, name) => asObject(value)?.[name] ?? asArray(value)[Number(name)],
    row,
  )
}

/** @returns messages of a template with filled text content, as those of a chat completion */
export function fillMessages(messages: readonly JsonObject[], row: EvalRow): JsonObject[] {
  return messages.map((message) => ({
    role: message['role'] ?? 'user',
    content: fillTemplate(contentText(message['content']), row),
  }))
}

/** @returns the text of a content: a text, a part or several parts */
export function contentText(content: Json | undefined): string {
  const parts = asObjects(Array.isArray(content) ? content : [content ?? null])
  return asString(content) ?? parts.map((part) => asString(part['text']) ?? '').join('\n')
}

function textOf(value: Json | undefined): string {
  return value === undefined || value === null
    ? ''
    : typeof value === 'string'
      ? value
      : JSON.stringify(value)
}
