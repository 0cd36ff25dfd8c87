import type { Json } from '../../web/json/json.ts'
import { newUuid } from '../../openai/ids.ts'
import type { Random } from '../../web/random/seeded-random.ts'
import { didYouMean } from '../document/issue.ts'
import type { PathIssue } from '../../web/json/json-path.ts'
import { compileRequestPath } from '../match/request-path.ts'
import type { RequestView } from '../match/request-view.ts'
import type { Budget } from '../../web/limits/budget.ts'

/** Inputs of a template. */
export interface TemplateContext {
  view: RequestView
  /** The clock, in seconds since 1970. */
  now: number
  /** Seeded by the request: identical requests get identical numbers. */
  random: Random
  /** Limits the total output of a response's templates. */
  budget: Budget
}

/** The expression between `{{` and `}}`, or in `$value`. */
export interface TemplateExpression {
  value(context: TemplateContext): Json
  /** The value as part of a string. */
  text(context: TemplateContext): string
}

type CompileResult = TemplateExpression | { issue: PathIssue }

const EXPECTED_FORMS = "$.body.model (any JSONPath), prompt, now, now iso, uuid, random 1 6, 'text'"

const FUNCTION_NAMES = ['prompt', 'now', 'uuid', 'random']

/**
 * Compiles a template expression.
 *
 * @param source a JSONPath into the request, `prompt`, `now` (seconds since 1970), `now iso`, `uuid`, `random 1 6` (an
 *   integer, both bounds included), or a quoted string
 */
export function compileTemplateExpression(source: string): CompileResult {
  const text = source.trim()
  if (text.startsWith('$')) {
    return compilePathExpression(text)
  }
  const literal = /^(['"])(.*)\1$/s.exec(text)?.[2]
  if (literal !== undefined) {
    return createExpression(() => literal)
  }
  const [name = '', ...operands] = text.split(/\s+/)
  return Object.hasOwn(FUNCTIONS, name)
    ? (FUNCTIONS[name]?.(operands) ?? unknownExpression(text))
    : unknownExpression(text, didYouMean(name, FUNCTION_NAMES))
}

const FUNCTIONS: Record<string, (operands: string[]) => CompileResult | undefined> = {
  prompt: (operands) =>
    operands.length === 0 ? createExpression(({ view }) => view.request.prompt) : undefined,
  now: ([form, ...others]) => {
    if (others.length > 0 || (form !== undefined && form !== 'iso')) {
      return undefined
    }
    return createExpression(({ now }) => (form === 'iso' ? new Date(now * 1000).toISOString() : now))
  },
  uuid: (operands) => (operands.length === 0 ? createExpression(({ random }) => newUuid(random)) : undefined),
  random: (operands) => {
    const [from, to] = operands.map((operand) => (/^-?\d{1,15}$/.test(operand) ? Number(operand) : NaN))
    if (operands.length !== 2 || from === undefined || to === undefined || !(from <= to)) {
      const suggestion = 'random 1 6'
      return {
        issue: { message: 'has a "random" that lacks two integers, the lower one first', suggestion },
      }
    }
    return createExpression(({ random }) => from + Math.floor(random() * (to - from + 1)))
  },
}

function unknownExpression(text: string, guess?: string): CompileResult {
  const suggestion = `${guess ?? `expected one of: ${EXPECTED_FORMS}`}; for two literal braces, write {{ '{{' }}`
  return { issue: { message: `has an unknown template "${text.slice(0, MAX_QUOTE_LENGTH)}"`, suggestion } }
}

const MAX_QUOTE_LENGTH = 60

/**
 * Compiles a JSONPath. If it selects several values, a string contains the first and `$value` returns an array; a
 * missing value is an empty string or null.
 */
function compilePathExpression(source: string): CompileResult {
  const path = compileRequestPath(source)
  if ('issue' in path) {
    const { message, ...rest } = path.issue
    return {
      issue: {
        message: `has a template whose path ${source.slice(0, MAX_QUOTE_LENGTH)} ${message}`,
        ...rest,
      },
    }
  }
  const find = ({ view }: TemplateContext) => path.find(view.request, view.budget)
  return {
    value: (context) => (path.isSingular ? (find(context)[0] ?? null) : [...find(context)]),
    text: (context) => toText(find(context)[0] ?? ''),
  }
}

function createExpression(value: (context: TemplateContext) => Json): TemplateExpression {
  return { value, text: (context) => toText(value(context)) }
}

function toText(value: Json): string {
  return typeof value === 'string' ? value : JSON.stringify(value)
}
