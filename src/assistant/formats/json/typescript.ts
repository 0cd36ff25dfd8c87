import type { JsonObject } from '../../../web/json/json.ts'
import { parseShape } from './shape-parser.ts'

/** `interface Name {`, `type Name =`, `enum Name {`, `class Name {`. */
const DECLARATION =
  /\b(?:export\s+)?(?:declare\s+)?(interface|type|enum)\s+([A-Za-z_$][\w$]{0,80})(?:\s*<[^<>\n]{0,80}>)?(?:\s+extends\s+([\w$, ]{1,120}))?\s*(=|(?=\{))/g

/** The type that the answer has: `of type "X"`, `typed as X`. */
const ROOT =
  /\b(?:of (?:the )?type|as (?:an? )?(?:type|interface)|(?:match(?:es|ing)?|conform(?:s|ing)? to|satisf(?:y|ies)) (?:the )?(?:\w+ )?(?:type|interface))\s+["'`]?([A-Za-z_$][\w$]{0,80})/i

/** More declarations are ignored. */
const MAX_DECLARATIONS = 100

/**
 * Converts the TypeScript types in a text to one JSON Schema: of the type that the text names, else of the last type
 * that no other references.
 *
 * @returns undefined if the text declares no type
 */
export function schemaOfTypes(text: string): JsonObject | undefined {
  const declarations = [...text.matchAll(DECLARATION)].slice(0, MAX_DECLARATIONS)
  const declared = new Set(declarations.map(([, , name = '']) => name))
  const definitions = new Map<string, JsonObject>()
  for (const { 0: whole, 1: keyword, 2: name = '', 3: bases, index } of declarations) {
    const start = index + whole.length
    const schema =
      keyword === 'enum'
        ? enumSchema(text, start)
        : parseShape(text, start, { literals: 'types', declared })?.schema
    if (schema !== undefined && name !== '__proto__') {
      definitions.set(name, withBases(schema, bases))
    }
  }
  const root = rootName(text, definitions)
  return root === undefined ? undefined : { $ref: `#/$defs/${root}`, $defs: Object.fromEntries(definitions) }
}

function withBases(schema: JsonObject, bases: string | undefined): JsonObject {
  const names = bases?.split(',').map((base) => base.trim()) ?? []
  const { additionalProperties: _, ...own } = schema
  return names.length === 0 ? schema : { allOf: [...names.map((name) => ({ $ref: `#/$defs/${name}` })), own] }
}

function enumSchema(text: string, start: number): JsonObject | undefined {
  const body = text.slice(start, start + 2000).split('}')[0] ?? ''
  const members = body
    .replace(/^\s*\{/, '')
    .split(',')
    .flatMap((member) => {
      const [name = '', value] = member.split('=').map((part) => part.replaceAll(/["'\s]/g, ''))
      return name === '' ? [] : (value ?? name)
    })
  return members.length === 0 ? undefined : { type: 'string', enum: members }
}

function rootName(text: string, definitions: ReadonlyMap<string, JsonObject>): string | undefined {
  const named = ROOT.exec(text)?.[1]
  if (named !== undefined && definitions.has(named)) {
    return named
  }
  const referenced = new Set(
    [...definitions].flatMap(([name, schema]) =>
      [...JSON.stringify(schema).matchAll(/"#\/\$defs\/([\w$]+)"/g)].flatMap(([, other = '']) =>
        other === name ? [] : other,
      ),
    ),
  )
  const names = [...definitions.keys()]
  return names.findLast((name) => !referenced.has(name)) ?? names.at(-1)
}
