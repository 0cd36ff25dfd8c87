import type { JsonObject } from '../../web/json/json.ts'
import { asArray, asObject, asString } from '../../web/json/narrow.ts'
import { namedValues } from '../decisions/enums.ts'
import { contentWords, splitWords } from '../words.ts'
import { assignValues, MIN_OPTIONAL_OUTPUT, type Assigned } from '../values/assign-values.ts'
import { countAskedFor, countDescribed } from '../values/counts.ts'
import type { Entity } from '../values/readers/entity.ts'
import { Evidence } from '../values/evidence.ts'
import { findLabeledList, findList } from '../values/lists.ts'
import { fitOfName } from '../values/readers/names.ts'
import { slotOf } from '../values/slots.ts'
import type { ItemPlan, SampleContext, ValueSource } from './context.ts'
import { plainSchema, wantedProperties } from './plain-schema.ts'
import type { SourceTexts } from './source-texts.ts'

/** Values of these kinds are only listed if the question has them: no address, no list. */
const CLEAR_KINDS = new Set<Entity['kind']>(['email', 'url', 'phone', 'date', 'path', 'time'])

/** Names of lists that are filled with words of the text if it has no list. */
const WORD_LISTS =
  /(?:^|_)(?:tags?|keywords?|topics?|labels?|key_?words|key_?phrases?|hashtags?|themes?|concepts?|terms?|entities|nouns|subjects?)$/i

/** Longer texts are not split into segments. */
const MAX_SEGMENTED = 6000
const MAX_SEGMENTS = 60

/** Creates the source of an item. */
export interface ItemOptions {
  texts: SourceTexts
  create: (texts: SourceTexts) => ValueSource
}

/** @returns the number of items that the question or the description asks for, and where each of them comes from */
export function planItems(
  schema: JsonObject,
  context: SampleContext,
  { texts, create }: ItemOptions,
): ItemPlan | undefined {
  const found = findItems(schema, context, { texts, isRequired: true })
  const asked = askedCount(schema, context, texts)
  if (found === undefined) {
    return asked === undefined ? undefined : { count: asked, source: () => create(texts) }
  }
  return {
    count: Math.max(found.length, found.length === 0 ? 0 : (asked ?? 0)),
    source: (index) => create({ ...texts, ...found[index] }),
  }
}

function askedCount(
  schema: JsonObject,
  { name, owner }: SampleContext,
  { question }: SourceTexts,
): number | undefined {
  const title = asString(asObject(schema['items'])?.['title']) ?? ''
  const nouns = splitWords(`${name} ${owner} ${title}`).filter((word) => word.length > 2)
  return countAskedFor(question, nouns) ?? countDescribed(asString(schema['description']) ?? '')
}

/** The part of the texts that one item has of its own. */
type ItemTexts =
  Pick<SourceTexts, 'item'> | Pick<SourceTexts, 'evidence' | 'whole' | 'question' | 'isSegment'>

/**
 * Finds the items of an array in the question.
 *
 * @returns undefined if the question does not decide; empty if it has no value of the items' kind
 */
export function findItems(
  schema: JsonObject,
  context: SampleContext,
  { texts, isRequired }: { texts: SourceTexts; isRequired: boolean },
): ItemTexts[] | undefined {
  const items = plainSchema(asObject(schema['items']) ?? true, context.root)
  if (items === undefined) {
    return undefined
  }
  const values = asArray(items.schema['enum']).flatMap((value) => asString(value) ?? [])
  if (values.length > 0) {
    const named = namedValues(values, texts.question)
    return named.length === 0 ? undefined : named.map((value) => itemOf({ text: value, score: 1 }, context))
  }
  switch (items.type) {
    case 'object':
      return isRequired ? segments(items.schema, context, texts) : undefined
    case 'string':
    case 'number':
    case 'integer':
      return plainItems(items.schema, context, { texts, isRequired, isNumber: items.type !== 'string' })
    default:
      return undefined
  }
}

function itemOf(assigned: Assigned, { holder, name }: SampleContext): ItemTexts {
  return { item: { holder, name, assigned } }
}

function plainItems(
  schema: JsonObject,
  context: SampleContext,
  { texts, isRequired, isNumber }: { texts: SourceTexts; isRequired: boolean; isNumber: boolean },
): ItemTexts[] | undefined {
  const { name } = context
  const { evidence, isOutput } = texts
  const description =
    asString(asObject(asObject(context.holder?.['properties'])?.[name])?.['description']) ?? ''
  const format = asString(schema['format'])
  const slot = slotOf({ name, description, format, isNumber })
  if (isNumber) {
    const numbers = evidence.entities.filter(({ kind }) => slot.kinds.includes(kind) || kind === 'number')
    return numbers.length === 0
      ? undefined
      : numbers.map((entity) => itemOf({ entity, text: entity.text, score: 1 }, context))
  }
  const words = splitWords(name)
  const isClear = slot.kinds[0] !== undefined && CLEAR_KINDS.has(slot.kinds[0]) && slot.kinds.length < 3
  const labeled = isClear ? [] : findLabeledList(evidence.text, words)
  if (labeled.length > 0) {
    return labeled.map((text) => itemOf({ text, score: 1 }, context))
  }
  for (const kind of slot.kinds) {
    const found = evidence
      .of(kind)
      .filter(
        (entity) => (kind !== 'name' && kind !== 'place') || isName(entity, evidence, slot.nameKind ?? 'any'),
      )
    if (found.length > 0 && (kind !== 'code' || found.length > 1 || slot.kinds[0] === 'code')) {
      return unique(found).map((entity) => itemOf({ entity, text: entity.text, score: 1 }, context))
    }
  }
  const list = findList(evidence.text)
  if (list.length > 1) {
    return isClear ? [] : list.map((text) => itemOf({ text, score: 1 }, context))
  }
  if (isClear || (isOutput && slot.nameKind !== undefined && slot.nameKind !== 'any')) {
    return isOutput ? [] : undefined
  }
  if (isRequired && isOutput && WORD_LISTS.test(name)) {
    const asked = askedCount({}, context, texts) ?? 3
    const found = [...new Set(contentWords(evidence.text))].filter((word) => word.length > 3).slice(0, asked)
    return found.length === 0 ? undefined : found.map((text) => itemOf({ text, score: 1 }, context))
  }
  return undefined
}

function isName(
  entity: Entity,
  { text }: Evidence,
  kind: 'person' | 'place' | 'organization' | 'any',
): boolean {
  const before = text.slice(Math.max(0, entity.start - 40), entity.start)
  const after = text.slice(entity.end, entity.end + 40)
  return entity.kind === 'place'
    ? kind === 'place'
    : fitOfName(entity.text, kind, { before, after }) >= (kind === 'place' || kind === 'any' ? 0.3 : 0.6)
}

function unique(entities: readonly Entity[]): Entity[] {
  const seen = new Set<string>()
  return entities.filter(({ text }) => {
    const isNew = !seen.has(text.toLowerCase())
    seen.add(text.toLowerCase())
    return isNew
  })
}

/** Splits the text so that each part has the values of one object. */
function segments(schema: JsonObject, { root }: SampleContext, texts: SourceTexts): ItemTexts[] | undefined {
  const { evidence } = texts
  if (evidence.text.length > MAX_SEGMENTED || evidence.entities.length === 0) {
    return undefined
  }
  const properties = wantedProperties(schema, root, texts).map((property) => ({
    ...property,
    isRequired: false,
  }))
  const namesIn = (text: string) =>
    [
      ...assignValues(properties, new Evidence(text, { now: evidence.now }), {
        used: new Set(),
        minOptional: MIN_OPTIONAL_OUTPUT,
      }),
    ].flatMap(([name, { entity }]) => (entity === undefined ? [] : [name]))
  const parts: { text: string; names: Set<string> }[] = []
  for (const piece of piecesOf(evidence.text)) {
    const names = namesIn(piece)
    const last = parts.at(-1)
    if (last === undefined || names.some((name) => last.names.has(name))) {
      parts.push({ text: piece, names: new Set(names) })
    } else {
      last.text = `${last.text}, ${piece}`
      names.forEach((name) => last.names.add(name))
    }
  }
  const own = parts.filter(({ names }) => names.size > 0)
  return own.length < 2
    ? undefined
    : own.map(({ text }) => ({
        evidence: new Evidence(text, { now: evidence.now }),
        whole: undefined,
        question: text,
        isSegment: true,
      }))
}

function piecesOf(text: string): string[] {
  return text
    .split(/,? (?:and|plus|as well as) |[,;] |\n+|(?<=[.!?]) (?=\p{Lu})/u)
    .map((piece) => piece.trim())
    .filter((piece) => piece !== '')
    .slice(0, MAX_SEGMENTS)
}
