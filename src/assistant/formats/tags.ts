import { describedType } from './json/described-types.ts'
import type { Content, Format, FormatKind } from './types.ts'

/** Words that show that tags are for the output. */
const CUE =
  /\b(?:respond|reply|response|return|output|answer|write|put|place|provide|wrap|enclose|format|give|present|include|surround|inside|within|between|using)\w{0,3}\b/i

/** `<answer>...</answer>` with a short placeholder between the tags. */
const PAIR = /<([A-Za-z][\w-]{0,40})>([^<>]{0,300})<\/\1>/g

/** `in <answer> tags`, `inside <thinking></thinking> XML tags`. */
const NAMED =
  /<([A-Za-z][\w-]{0,40})>(?:\s*(?:and|,|<\/\1>|or)?\s*(?:<\/?([A-Za-z][\w-]{0,40})>)?)*\s*(?:xml |html )?(?:tags?|blocks?|elements?)\b/gi

/** The nested elements of a template. */
const OPENING = /<([A-Za-z][\w-]{0,40})>/g

/** LangChain's list of tags. */
const TAG_LIST = /\boutput tags:\s*(?:`{3})?\s*\[?([^`\]]{1,2000})/i

/** The text says that the tags mark the input. */
const INPUT =
  /\b(?:provided|given|enclosed|delimited|contained|found|text|context|document|input|question|information|below|wrapped|content|data) (?:\w+ ){0,3}(?:in|within|inside|between|by|with|using) (?:the |xml )*$/i

/** Tags of markup, not of data. */
const MARKUP =
  /^(?:b|i|u|p|a|br|em|strong|code|pre|ul|ol|li|h[1-6]|div|span|table|tr|td|th|img|html|body|head|title)$/i

/** Longer texts between tags are data, not placeholders. */
const MAX_PLACEHOLDER_LENGTH = 160

/** XML elements: `<answer>...</answer>`, several elements, or a nested template. */
export const tags: FormatKind = {
  kind: 'tags',
  read: ({ text }) =>
    text.includes('<') || /\bxml\b/i.test(text)
      ? (tagList(text) ?? template(text) ?? named(text))
      : undefined,
}

function tagList(text: string): Format | undefined {
  const names = TAG_LIST.exec(text)?.[1]?.match(/[A-Za-z][\w-]*/g)
  const [root, ...children] = names ?? []
  return root === undefined || !/\bxml\b/i.test(text)
    ? undefined
    : { words: `output tags: ${root}`, write: (content) => nested(root, children, content) }
}

/** LangChain's example nests tags in order. */
function nested(root: string, names: readonly string[], content: Content): string {
  const [first, ...rest] = names
  return element(root, first === undefined ? content.answer : nestedIn(first, rest, content))
}

function nestedIn(name: string, rest: readonly string[], content: Content): string {
  return rest.length === 0
    ? element(name, valueOf(name, '', content))
    : element(name, rest.map((one) => element(one, valueOf(one, '', content))).join(''))
}

function template(text: string): Format | undefined {
  const pairs = [...text.matchAll(PAIR)].filter(
    ({ 1: name = '', 2: inner = '', index }) =>
      !MARKUP.test(name) &&
      inner.length <= MAX_PLACEHOLDER_LENGTH &&
      isPlaceholder(inner) &&
      !isInput(text, index),
  )
  const [first] = pairs
  if (first === undefined || !CUE.test(text.slice(Math.max(0, first.index - 400), first.index))) {
    return undefined
  }
  const fields = new Map(pairs.map(([, name = '', inner = '']) => [name, inner] as const))
  const root = enclosing(text, first.index, fields)
  return {
    words: first[0],
    write: (content) => {
      const body = [...fields].map(([name, inner]) => element(name, valueOf(name, inner, content))).join('\n')
      return root === undefined ? body : `<${root}>\n${body}\n</${root}>`
    },
  }
}

/** @returns the element around the template */
function enclosing(text: string, index: number, fields: ReadonlyMap<string, string>): string | undefined {
  const before = text.slice(Math.max(0, index - 60), index)
  const [, name] = /<([A-Za-z][\w-]{0,40})>\s*$/.exec(before) ?? []
  return name !== undefined && !fields.has(name) && text.indexOf(`</${name}>`, index) !== -1
    ? name
    : undefined
}

function named(text: string): Format | undefined {
  const names: string[] = []
  let words = ''
  for (const { 0: whole, index } of text.matchAll(NAMED)) {
    const before = text.slice(Math.max(0, index - 120), index)
    if (!INPUT.test(before) && CUE.test(before)) {
      words ||= whole
      names.push(
        ...[...whole.matchAll(OPENING)].map(([, name = '']) => name).filter((name) => !MARKUP.test(name)),
      )
    }
  }
  const unique = [...new Set(names)]
  return unique.length === 0
    ? undefined
    : {
        words,
        write: (content) => unique.map((name) => element(name, valueOf(name, '', content))).join('\n'),
      }
}

function isInput(text: string, index: number): boolean {
  return INPUT.test(text.slice(Math.max(0, index - 120), index))
}

/** `...`, `your answer here`, `{answer}`, `[score]`, `true or false`. */
function isPlaceholder(inner: string): boolean {
  const text = inner.trim()
  return (
    text === '' ||
    /^(?:\.{2,}|\u2026|[[{(<][^\n]*|\$\w+)/.test(text) ||
    /^(?:your|the|an?|list|one|step|brief|short|put|insert|write|explain|only|final|name|number|integer|string|answer|reason\w*|explanation|true|yes|score|\d)\b/i.test(
      text,
    ) ||
    /\b(?:here|goes)\b|\|/i.test(text)
  )
}

function valueOf(name: string, placeholder: string, content: Content): string {
  const description = placeholder.trim().replace(/\.{3}$|\u2026$/, '')
  const type = describedType(description)
  if (
    type['type'] === 'string' &&
    type['enum'] === undefined &&
    /answer|response|reply|output|result|text|translation|summary|content/i.test(name)
  ) {
    return escapeXml(content.answer)
  }
  const isScore = /^(?:score|rating|confidence)$/i.test(name) && type['type'] === 'string'
  const value = content.sample({
    type: 'object',
    properties: { [name]: isScore ? { type: 'integer', minimum: 1, maximum: 5 } : type },
    required: [name],
  })
  const [member] = typeof value === 'object' && value !== null ? Object.values(value) : [value]
  return escapeXml(typeof member === 'string' ? member : JSON.stringify(member ?? ''))
}

function element(name: string, inner: string): string {
  return `<${name}>${inner}</${name}>`
}

function escapeXml(text: string): string {
  return text.startsWith('<') ? text : text.replaceAll('&', '&amp;').replaceAll('<', '&lt;')
}
