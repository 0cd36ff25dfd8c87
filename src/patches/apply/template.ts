import type { Json } from '../../web/json/json.ts'
import { asObject } from '../../web/json/narrow.ts'
import { formatPointer } from '../../web/json/pointer.ts'
import type { Issue } from '../document/issue.ts'
import {
  compileTemplateExpression,
  type TemplateExpression,
  type TemplateContext,
} from './template-expression.ts'

/** A JSON value rendered for each request. */
export interface Template {
  render(context: TemplateContext): Json
}

/** Location of a value, and the list that collects its issues. */
interface TemplateLocation {
  pointer: string
  issues: Issue[]
}

/**
 * Compiles the templates in a value: `{{ ... }}` in strings, `{ "$value": "..." }`, which is replaced with a value of
 * any type, and `{ "$literal": ... }`, which is not interpreted.
 *
 * @param value a field of a patch
 * @param pointer JSON Pointer of the value, for issues
 * @param issues collects issues
 * @returns undefined for a value without templates, which then costs nothing per request
 */
export function compileTemplate(value: Json, pointer: string, issues: Issue[]): Template | undefined {
  const compiled = compileValue(value, { pointer, issues })
  return compiled && { render: compiled }
}

type Render = (context: TemplateContext) => Json

function compileValue(value: Json, location: TemplateLocation): Render | undefined {
  if (typeof value === 'string') {
    return compileText(value, location)
  }
  if (Array.isArray(value)) {
    return compileMembers(Object.entries(value), location, (members) => members.map(([, member]) => member))
  }
  const members = asObject(value)
  return (
    members &&
    (compileMarker(members, location) ?? compileMembers(Object.entries(members), location, toObject))
  )
}

/** Avoids assignment, since a member may be named `__proto__`. */
function toObject(members: [string, Json][]): Json {
  return Object.fromEntries(members)
}

function compileMembers(
  members: [string, Json][],
  { pointer, issues }: TemplateLocation,
  assemble: (members: [string, Json][]) => Json,
): Render | undefined {
  const compiled = members.map(
    ([name, member]): { name: string; member: Json; render: Render | undefined } => ({
      name,
      member,
      render: compileValue(member, { pointer: pointer + formatPointer([name]), issues }),
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
function compileMarker(
  members: { [name: string]: Json },
  { pointer, issues }: TemplateLocation,
): Render | undefined {
  const [name, ...others] = Object.keys(members)
  if (others.length > 0 || (name !== '$value' && name !== '$literal')) {
    return undefined
  }
  const operand = members[name] ?? null
  if (name === '$literal') {
    return () => operand
  }
  if (typeof operand !== 'string') {
    const suggestion = '{ "$value": "$.body.n" }; for a value that is not interpreted: { "$literal": ... }'
    issues.push({ pointer: `${pointer}/$value`, message: 'must be a string', suggestion })
    return () => null
  }
  const expression = compileTemplateExpression(operand)
  if ('issue' in expression) {
    issues.push({ pointer: `${pointer}/$value`, ...expression.issue })
    return () => null
  }
  return (context) => {
    if (context.budget.isSpent) {
      return null
    }
    const value = expression.value(context)
    return context.budget.spend(renderedLength(value)) ? value : null
  }
}

function compileText(text: string, { pointer, issues }: TemplateLocation): Render | undefined {
  if (!text.includes('{{')) {
    return undefined
  }
  const parts: (string | TemplateExpression)[] = []
  let rest = text
  for (let start = rest.indexOf('{{'); start !== -1; start = rest.indexOf('{{')) {
    const end = rest.indexOf('}}', start)
    if (end === -1) {
      const suggestion = "for two literal braces, write {{ '{{' }}"
      issues.push({ pointer, message: 'has an unclosed template: {{ without }}', suggestion })
      return undefined
    }
    const expression = compileTemplateExpression(rest.slice(start + 2, end))
    if ('issue' in expression) {
      issues.push({ pointer, ...expression.issue })
      return undefined
    }
    parts.push(rest.slice(0, start), expression)
    rest = rest.slice(end + 2)
  }
  parts.push(rest)
  return (context) => parts.map((part) => renderPart(part, context)).join('')
}

/**
 * Renders a part. Once the budget is spent nothing is rendered: repeating a whole body hundreds of times takes minutes.
 */
function renderPart(part: string | TemplateExpression, context: TemplateContext): string {
  const { budget } = context
  if (budget.isSpent) {
    return ''
  }
  const text = typeof part === 'string' ? part : part.text(context)
  return text.slice(0, budget.spendUpTo(text.length))
}

function renderedLength(value: Json): number {
  return typeof value === 'string' ? value.length : JSON.stringify(value).length
}
