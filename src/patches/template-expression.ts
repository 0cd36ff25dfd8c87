import type { Json } from '../json/json.ts'
import { newUuid } from '../openai/identifiers.ts'
import type { Random } from '../openai/seeded-random.ts'
import { didYouMean } from './document-fault.ts'
import type { PathFault } from './json-path.ts'
import { compileRequestPath } from './request-path.ts'
import type { RequestView } from './request-view.ts'
import type { TemplateRoom } from './template-room.ts'

/** What templates look at. */
export interface TemplateContext {
  view: RequestView
  /** The clock, in seconds since 1970. */
  now: number
  /** Seeded by the request: the same request gets the same numbers. */
  random: Random
  /** Bounds what all templates of an answer may come to. */
  room: TemplateRoom
}

/** What stands between `{{` and `}}`, or in `$value`. */
export interface Expression {
  value(context: TemplateContext): Json
  /** As part of a text. */
  text(context: TemplateContext): string
}

type Compiled = Expression | { fault: PathFault }

const FORMS = "$.body.model (any JSONPath), prompt, now, now iso, uuid, random 1 6, 'text'"

const NAMES = ['prompt', 'now', 'uuid', 'random']

/**
 * @param source a JSONPath into the request, `prompt`, `now` (seconds since 1970), `now iso`, `uuid`, `random 1 6` (a whole
 *   number, both ends included), or a text in quotation marks
 */
export function compileTemplateExpression(source: string): Compiled {
  const text = source.trim()
  if (text.startsWith('$')) {
    return compilePathExpression(text)
  }
  const literal = /^(['"])(.*)\1$/s.exec(text)?.[2]
  if (literal !== undefined) {
    return expression(() => literal)
  }
  const [name = '', ...operands] = text.split(/\s+/)
  return Object.hasOwn(FUNCTIONS, name)
    ? (FUNCTIONS[name]?.(operands) ?? unknown(text))
    : unknown(text, didYouMean(name, NAMES))
}

const FUNCTIONS: Record<string, (operands: string[]) => Compiled | undefined> = {
  prompt: (operands) => (operands.length === 0 ? expression(({ view }) => view.request.prompt) : undefined),
  now: ([form, ...others]) => {
    if (others.length > 0 || (form !== undefined && form !== 'iso')) {
      return undefined
    }
    return expression(({ now }) => (form === 'iso' ? new Date(now * 1000).toISOString() : now))
  },
  uuid: (operands) => (operands.length === 0 ? expression(({ random }) => newUuid(random)) : undefined),
  random: (operands) => {
    const [from, to] = operands.map((operand) => (/^-?\d{1,15}$/.test(operand) ? Number(operand) : NaN))
    if (operands.length !== 2 || from === undefined || to === undefined || !(from <= to)) {
      const suggestion = 'random 1 6'
      return {
        fault: { message: 'has a "random" without two whole numbers, the lower one first', suggestion },
      }
    }
    return expression(({ random }) => from + Math.floor(random() * (to - from + 1)))
  },
}

function unknown(text: string, meant?: string): Compiled {
  const suggestion = `${meant ?? `a template has one of: ${FORMS}`}; for two braces as they are, write {{ '{{' }}`
  return { fault: { message: `has an unknown template "${text.slice(0, LONGEST_QUOTE)}"`, suggestion } }
}

const LONGEST_QUOTE = 60

/** Of several values, a text has the first; alone, they are a list. What is not there is an empty text, or null. */
function compilePathExpression(source: string): Compiled {
  const path = compileRequestPath(source)
  if ('fault' in path) {
    const { message, ...rest } = path.fault
    return {
      fault: { message: `has a template whose path ${source.slice(0, LONGEST_QUOTE)} ${message}`, ...rest },
    }
  }
  const find = ({ view }: TemplateContext) => path.find(view.request, view.budget)
  return {
    value: (context) => (path.isSingular ? (find(context)[0] ?? null) : [...find(context)]),
    text: (context) => textOf(find(context)[0] ?? ''),
  }
}

function expression(value: (context: TemplateContext) => Json): Expression {
  return { value, text: (context) => textOf(value(context)) }
}

function textOf(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
