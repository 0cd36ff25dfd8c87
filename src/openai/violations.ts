import type { RequestSlot, Violation } from '../catalogue/types.ts'
import { type Refusal, refuse } from './errors.ts'

/** Keywords that only say that something inside failed. */
const WRAPPERS = new Set(['anyOf', 'oneOf', 'allOf', 'if', 'discriminator', 'not'])

/** The longest list of supported values that a message spells out. */
const MOST_VALUES = 40

/**
 * Words a validator's report as the API would.
 *
 * @param violations what the validator reported: of a union, the first violation of each branch
 * @param value what was validated
 * @param slot which part of the request it was
 */
export function describeViolation(violations: Violation[], value: unknown, slot: RequestSlot): Refusal {
  const violation = mostTelling(violations)
  if (violation === undefined) {
    return refuse(400, 'Invalid request: it does not fit any form that the API describes.', {
      code: 'invalid_value',
    })
  }
  const sameKind = violations.filter(
    ({ instancePath, keyword }) => instancePath === violation.instancePath && keyword === violation.keyword,
  )
  const path = pathOf(violation.instancePath)
  const describe = WORDINGS[violation.keyword] ?? describeOther
  const { message, code, property } = describe({
    name: path.length === 0 ? `the request ${slot === 'form' ? 'body' : slot}` : `'${nameOf(path)}'`,
    path,
    violations: sameKind,
    params: violation.params,
    value: valueAt(value, path),
  })
  const param = nameOf(property === undefined ? path : [...path, property])
  return refuse(400, message, { code, param: param === '' ? null : param })
}

interface Described {
  message: string
  code: string
  /** The property of the value that is at fault, when it is not the value itself. */
  property?: string
}

interface Subject {
  name: string
  path: string[]
  /** All violations of this keyword at this place: one a branch of a union. */
  violations: Violation[]
  params: Record<string, unknown>
  value: unknown
}

/**
 * Of a union's branches, the one that the sender meant got furthest; at the same depth, a wrong value says more than a
 * wrong type.
 */
function mostTelling(violations: Violation[]): Violation | undefined {
  const depth = ({ instancePath }: Violation) => instancePath.split('/').length
  const weight = ({ keyword }: Violation) => (keyword === 'type' ? 0 : 1)
  return violations
    .filter(({ keyword }) => !WRAPPERS.has(keyword))
    .toSorted((one, other) => depth(other) - depth(one) || weight(other) - weight(one))[0]
}

// Wordings as the API has them; the codes are those of its errors.
const WORDINGS: Record<string, (subject: Subject) => Described> = {
  required: ({ path, params }) => {
    const property = String(params['missingProperty'])
    const message = `Missing required parameter: '${nameOf([...path, property])}'.`
    return { message, code: 'missing_required_parameter', property }
  },
  additionalProperties: ({ path, params }) => {
    const property = String(params['additionalProperty'])
    const message = `Unknown parameter: '${nameOf([...path, property])}'.`
    return { message, code: 'unknown_parameter', property }
  },
  type: ({ name, violations, value }) => {
    const expected = [...new Set(violations.flatMap(({ params }) => [params['type']].flat()))]
    const wanted = listOf(
      expected.map((type) => TYPE_NAMES[String(type)] ?? String(type)),
      'or',
    )
    return {
      message: `Invalid type for ${name}: expected ${wanted}, but got ${typeNameOf(value)} instead.`,
      code: 'invalid_type',
    }
  },
  enum: ({ name, violations, value }) =>
    unsupportedValue(
      name,
      value,
      violations.flatMap(({ params }) => listParam(params['allowedValues'])),
    ),
  const: ({ name, violations, value }) =>
    unsupportedValue(
      name,
      value,
      violations.map(({ params }) => params['allowedValue']),
    ),
  minimum: (subject) => numberOutOfRange(subject, 'below', 'min', '>='),
  exclusiveMinimum: (subject) => numberOutOfRange(subject, 'below', 'min', '>'),
  maximum: (subject) => numberOutOfRange(subject, 'above', 'max', '<='),
  exclusiveMaximum: (subject) => numberOutOfRange(subject, 'above', 'max', '<'),
  minLength: (subject) => wrongLength(subject, 'string', 'below_min'),
  maxLength: (subject) => wrongLength(subject, 'string', 'above_max'),
  minItems: (subject) =>
    Array.isArray(subject.value) && subject.value.length === 0
      ? {
          message: `Invalid ${subject.name}: empty array. Expected an array with minimum length ${String(subject.params['limit'])}, but got an empty array instead.`,
          code: 'empty_array',
        }
      : wrongLength(subject, 'array', 'below_min'),
  maxItems: (subject) => wrongLength(subject, 'array', 'above_max'),
  pattern: ({ name, params }) => ({
    message: `Invalid ${name}: string does not match pattern. Expected a string that matches the pattern '${String(params['pattern'])}'.`,
    code: 'invalid_value',
  }),
}

function describeOther({ name }: Subject): Described {
  return { message: `Invalid value for ${name}.`, code: 'invalid_value' }
}

function unsupportedValue(name: string, value: unknown, supported: unknown[]): Described {
  const values = [...new Set(supported)].filter((candidate) => candidate !== null)
  const shown = values
    .slice(0, MOST_VALUES)
    .map((candidate) => (typeof candidate === 'string' ? `'${candidate}'` : JSON.stringify(candidate)))
  const got = typeof value === 'string' ? `'${value.slice(0, 100)}'` : typeNameOf(value)
  const message = `Invalid value: ${got} for ${name}. Supported values are: ${listOf(shown, 'and')}.`
  return {
    message: typeof value === 'string' ? message.replace(` for ${name}`, '') : message,
    code: 'invalid_value',
  }
}

function numberOutOfRange(
  { name, params, value }: Subject,
  side: 'below' | 'above',
  bound: 'min' | 'max',
  comparison: string,
): Described {
  const kind = Number.isInteger(value) ? 'integer' : 'decimal'
  const limit = String(params['limit'])
  return {
    message: `Invalid ${name}: ${kind} ${side} ${bound}imum value. Expected a value ${comparison} ${limit}, but got ${String(value)} instead.`,
    code: `${kind}_${side}_${bound}_value`,
  }
}

function wrongLength({ name, params, value }: Subject, kind: 'string' | 'array', fault: string): Described {
  const [excess, bound] = fault === 'above_max' ? ['long', 'maximum'] : ['short', 'minimum']
  const length = typeof value === 'string' || Array.isArray(value) ? value.length : 0
  const article = kind === 'array' ? 'an' : 'a'
  return {
    message: `Invalid ${name}: ${kind} too ${excess}. Expected ${article} ${kind} with ${bound} length ${String(params['limit'])}, but got ${article} ${kind} with length ${length} instead.`,
    code: `${kind}_${fault}_length`,
  }
}

const TYPE_NAMES: Record<string, string> = {
  null: 'null',
  boolean: 'a boolean',
  integer: 'an integer',
  number: 'a decimal',
  string: 'a string',
  array: 'an array',
  object: 'an object',
}

function typeNameOf(value: unknown): string {
  if (value === null) {
    return 'null'
  }
  if (Array.isArray(value)) {
    return 'an array'
  }
  if (typeof value === 'number') {
    return Number.isInteger(value) ? 'an integer' : 'a decimal'
  }
  return TYPE_NAMES[typeof value] ?? typeof value
}

/** @returns `a`, `a or b`, `a, b, or c` */
function listOf(items: string[], conjunction: string): string {
  const [first = '', second = ''] = items
  if (items.length <= 2) {
    return items.length === 2 ? `${first} ${conjunction} ${second}` : first
  }
  return `${items.slice(0, -1).join(', ')}, ${conjunction} ${items.at(-1) ?? ''}`
}

function listParam(value: unknown): unknown[] {
  return Array.isArray(value) ? value : []
}

/** @returns the tokens of a JSON pointer (RFC 6901) */
function pathOf(pointer: string): string[] {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** @returns the place as the API names it: `messages[0].role` */
function nameOf(path: string[]): string {
  return path.reduce((name, token) => {
    if (/^\d+$/.test(token)) {
      return `${name}[${token}]`
    }
    return name === '' ? token : `${name}.${token}`
  }, '')
}

function valueAt(value: unknown, path: string[]): unknown {
  return path.reduce<unknown>(
    (current, token) =>
      typeof current === 'object' && current !== null ? Reflect.get(current, token) : undefined,
    value,
  )
}
