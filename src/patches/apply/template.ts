import type { Json } from '../../web/json/json.ts'
import { objectIn } from '../../web/json/narrow.ts'
import { pointerTo } from '../../web/json/pointer.ts'
import type { DocumentFault } from '../document/issue.ts'
import { compileTemplateExpression, type Expression, type TemplateContext } from './template-expression.ts'

/** A JSON value rendered for each request. */
export interface Template {
  render(context: TemplateContext): Json
}

/** Location of a value, and the list that collects its issues. */
interface Spot {
  pointer: string
  faults: DocumentFault[]
}

/**
 * Compiles the templates in a value: `{{ ... }}` in strings, `{ "$value": "..." }`, which is replaced with a value of
 * any type, and `{ "$literal": ... }`, which is not interpreted.
 *
 * @param value a field of a patch
 * @param pointer JSON Pointer of the value, for issues
 * @param faults collects issues
 * @returns undefined for a value without templates, which then costs nothing per request
 */
export function compileTemplate(value: Json, pointer: string, faults: DocumentFault[]): Template | undefined {
  const compiled = compileValue(value, { pointer, faults })
  return compiled && { render: compiled }
}

type Render = (context: TemplateContext) => Json

function compileValue(value: Json, spot: Spot): Render | undefined {
  if (typeof value === 'string') {
    return compileText(value, spot)
  }
  if (Array.isArray(value)) {
    return compileMembers(Object.entries(value), spot, (members) => members.map(([, member]) => member))
  }
  const members = objectIn(value)
  return (
    members && (compileMarked(members, spot) ?? compileMembers(Object.entries(members), spot, fromMembers))
  )
}

/** Avoids assignment, since a member may be named `__proto__`. */
function fromMembers(members: [string, Json][]): Json {
  return Object.fromEntries(members)
}

function compileMembers(
  members: [string, Json][],
  { pointer, faults }: Spot,
  assemble: (members: [string, Json][]) => Json,
): Render | undefined {
  const compiled = members.map(
    ([name, member]): { name: string; member: Json; render: Render | undefined } => ({
      name,
      member,
      render: compileValue(member, { pointer: pointer + pointerTo([name]), faults }),
    }),
  )
  if (compiled.every(({ render }) => render === undefined)) {
    return undefined
  }
  return (context) =>
    assemble(
      compiled.map(({ name, member, render }) => [name, render === undefined ? member : render(context)]),
    )
}

/** Compiles `{ "$value": "..." }` and `{ "$literal": ... }`, which must have no other members. */
function compileMarked(members: { [name: string]: Json }, { pointer, faults }: Spot): Render | undefined {
  const [name, ...others] = Object.keys(members)
  if (others.length > 0 || (name !== '$value' && name !== '$literal')) {
    return undefined
  }
  const marked = members[name] ?? null
  if (name === '$literal') {
    return () => marked
  }
  if (typeof marked !== 'string') {
    const suggestion = '{ "$value": "$.body.n" }; for a value that is not interpreted: { "$literal": ... }'
    faults.push({ pointer: `${pointer}/$value`, message: 'must be a string', suggestion })
    return () => null
  }
  const expression = compileTemplateExpression(marked)
  if ('fault' in expression) {
    faults.push({ pointer: `${pointer}/$value`, ...expression.fault })
    return () => null
  }
  return (context) => {
    if (context.room.isSpent) {
      return null
    }
    const value = expression.value(context)
    return context.room.take(sizeOf(value)) ? value : null
  }
}

function compileText(text: string, { pointer, faults }: Spot): Render | undefined {
  if (!text.includes('{{')) {
    return undefined
  }
  const parts: (string | Expression)[] = []
  let rest = text
  for (let start = rest.indexOf('{{'); start !== -1; start = rest.indexOf('{{')) {
    const end = rest.indexOf('}}', start)
    if (end === -1) {
      const suggestion = "for two literal braces, write {{ '{{' }}"
      faults.push({ pointer, message: 'has an unclosed template: {{ without }}', suggestion })
      return undefined
    }
    const expression = compileTemplateExpression(rest.slice(start + 2, end))
    if ('fault' in expression) {
      faults.push({ pointer, ...expression.fault })
      return undefined
    }
    parts.push(rest.slice(0, start), expression)
    rest = rest.slice(end + 2)
  }
  parts.push(rest)
  return (context) => parts.map((part) => textWithin(part, context)).join('')
}

/**
 * Renders a part. Once the budget is spent nothing is rendered: repeating a whole body hundreds of times takes minutes.
 */
function textWithin(part: string | Expression, context: TemplateContext): string {
  const { room } = context
  return room.isSpent ? '' : room.fit(typeof part === 'string' ? part : part.text(context))
}

function sizeOf(value: Json): number {
  return typeof value === 'string' ? value.length : JSON.stringify(value).length
}
