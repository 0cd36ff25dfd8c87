import { ellipsize } from '../web/truncate.ts'

/** The data that error messages are made of. */
export interface ViolationContext {
  /** The quoted parameter, or a name for the whole part: `the request body`. */
  name: string
  /** @returns the parameter name of a member: `messages[0].role` */
  memberName: (member: string) => string
  params: Record<string, unknown>
  /** The invalid value. */
  value: unknown
  /** @returns the allowed JSON Schema types; validates the whole value again */
  types: () => readonly string[]
  /** @returns the enumerated values of all union branches; validates the whole value again */
  values: () => readonly unknown[]
}

/** An error's message and code (API reference, "Error codes"). */
export interface ErrorText {
  message: string
  code: string
  /** The invalid member, if it is not the value itself. */
  member?: string
}

/** Maximum number of supported values listed in a message. */
const MAX_LISTED_VALUES = 40

/** Maximum length of a quoted value. */
const MAX_QUOTE_LENGTH = 100

/**
 * The API's messages and codes by JSON Schema keyword. They follow error messages quoted in public bug reports.
 */
export const ERROR_TEXTS: Record<string, (subject: ViolationContext) => ErrorText> = {
  required: ({ memberName, params }) => {
    const member = String(params['missingProperty'])
    const message = `Missing required parameter: '${memberName(member)}'.`
    return { message, code: 'missing_required_parameter', member }
  },
  additionalProperties: ({ memberName, params }) => {
    const member = String(params['additionalProperty'])
    return { message: `Unknown parameter: '${memberName(member)}'.`, code: 'unknown_parameter', member }
  },
  type: ({ name, value, types }) => wrongType(name, describeTypes(types()), value),
  enum: unsupportedValue,
  const: unsupportedValue,
  minimum: (subject) => outOfRange(subject, 'below', '>='),
  exclusiveMinimum: (subject) => outOfRange(subject, 'below', '>'),
  maximum: (subject) => outOfRange(subject, 'above', '<='),
  exclusiveMaximum: (subject) => outOfRange(subject, 'above', '<'),
  minLength: (subject) => wrongLength(subject, 'string', 'below'),
  maxLength: (subject) => wrongLength(subject, 'string', 'above'),
  minItems: (subject) => wrongLength(subject, 'array', 'below'),
  maxItems: (subject) => wrongLength(subject, 'array', 'above'),
  minProperties: (subject) => wrongLength(subject, 'object', 'below'),
  maxProperties: (subject) => wrongLength(subject, 'object', 'above'),
  pattern: ({ name, params }) => ({
    message: `Invalid ${name}: string does not match pattern. Expected a string that matches the pattern '${String(params['pattern'])}'.`,
    code: 'invalid_value',
  }),
}

/** @returns the message for keywords that {@link ERROR_TEXTS} does not have */
export function defaultErrorText({ name }: ViolationContext): ErrorText {
  return {
    message: `Invalid value for ${name}: it does not match any schema of the API.`,
    code: 'invalid_value',
  }
}

function wrongType(name: string, expected: string, value: unknown): ErrorText {
  return {
    message: `Invalid type for ${name}: expected ${expected}, but got ${describeTypeOf(value)} instead.`,
    code: 'invalid_type',
  }
}

function unsupportedValue({ name, value, values, params }: ViolationContext): ErrorText {
  const found = values()
  const supported = new Set(
    found.length > 0 ? found : [params['allowedValues'] ?? params['allowedValue']].flat(),
  )
  const shown = [...supported]
    .filter((candidate) => candidate !== null)
    .slice(0, MAX_LISTED_VALUES)
    .map((candidate) => (typeof candidate === 'string' ? `'${candidate}'` : JSON.stringify(candidate)))
  if (!hasTypeOfOne(value, [...supported])) {
    return wrongType(name, shown.length > 1 ? `one of ${joinList(shown, 'or')}` : (shown[0] ?? ''), value)
  }
  const got = typeof value === 'string' ? `'${value}'` : JSON.stringify(value)
  const only = shown.length > 1 ? 'Supported values are:' : 'Supported value is:'
  return {
    message: `Invalid value: ${ellipsize(got, MAX_QUOTE_LENGTH)}. ${only} ${joinList(shown, 'and')}.`,
    code: 'invalid_value',
  }
}

/** @returns true if the value has the type of a supported value */
export function hasTypeOfOne(value: unknown, supported: readonly unknown[]): boolean {
  return supported.some((candidate) => candidate !== null && typeof candidate === typeof value)
}

function outOfRange(
  { name, params, value, types }: ViolationContext,
  side: 'below' | 'above',
  sign: string,
): ErrorText {
  const kind = types().includes('integer') ? 'integer' : 'decimal'
  const bound = side === 'below' ? 'min' : 'max'
  return {
    message: `Invalid ${name}: ${kind} ${side} ${bound}imum value. Expected a value ${sign} ${String(params['limit'])}, but got ${String(value)} instead.`,
    code: `${kind}_${side}_${bound}_value`,
  }
}

function wrongLength(
  { name, params, value }: ViolationContext,
  kind: 'string' | 'array' | 'object',
  side: 'below' | 'above',
): ErrorText {
  const limit = String(params['limit'])
  const length = lengthOf(value)
  const expectation = kind === 'object' ? 'properties' : 'length'
  const a = kind === 'string' ? 'a string' : `an ${kind}`
  if (length === 0) {
    return {
      message: `Invalid ${name}: empty ${kind}. Expected ${a} with minimum ${expectation} ${limit}, but got an empty ${kind} instead.`,
      code: `empty_${kind}`,
    }
  }
  const [excess, bound] = side === 'above' ? ['long', 'max'] : ['short', 'min']
  const problem =
    kind === 'object' ? `${side === 'above' ? 'too many' : 'not enough'} properties` : `${kind} too ${excess}`
  if (kind === 'object' && side === 'above') {
    return {
      message: `Invalid ${name}: ${problem}. Expected ${a} with at most ${limit} properties, but got ${a} with ${length} properties instead.`,
      code: 'object_above_max_properties',
    }
  }
  return {
    message: `Invalid ${name}: ${problem}. Expected ${a} with ${bound}imum ${expectation} ${limit}, but got ${a} with ${expectation} ${length} instead.`,
    code: `${kind}_${side}_${bound}_${expectation}`,
  }
}

function lengthOf(value: unknown): number {
  if (typeof value === 'string') {
    // In code points, as JSON Schema counts (section 6.3.1 of its validation vocabulary).
    let length = 0
    for (const _ of value) {
      length += 1
    }
    return length
  }
  return typeof value === 'object' && value !== null ? Object.keys(value).length : 0
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

/** @returns `a string`, `an array of objects`, `one of a string or array of objects` */
function describeTypes(types: readonly string[]): string {
  const named = types.filter((type) => type !== 'null').map(typeLabel)
  if (named.length < 2) {
    return named[0] ?? 'null'
  }
  const [first = '', ...rest] = named
  return `one of ${joinList([first, ...rest.map((name) => name.replace(/^an? /, ''))], 'or')}`
}

function typeLabel(type: string): string {
  const [, item] = type.split(' of ')
  const itemName = item === undefined ? undefined : TYPE_NAMES[item]?.replace(/^an? /, '')
  return itemName === undefined ? (TYPE_NAMES[type] ?? type) : `an array of ${itemName}s`
}

function describeTypeOf(value: unknown): string {
  if (value === null) {
    return 'null'
  }
  if (Array.isArray(value)) {
    return 'an array'
  }
  if (typeof value === 'number') {
    const isFinite = Number.isFinite(value)
    return isFinite
      ? Number.isInteger(value)
        ? 'an integer'
        : 'a decimal number'
      : 'a number that is too large'
  }
  return TYPE_NAMES[typeof value] ?? 'nothing'
}

/** @returns `a`, `a or b`, `a, b, or c` */
function joinList(items: string[], conjunction: string): string {
  const [first = '', second = ''] = items
  if (items.length <= 2) {
    return items.length === 2 ? `${first} ${conjunction} ${second}` : first
  }
  return `${items.slice(0, -1).join(', ')}, ${conjunction} ${items.at(-1) ?? ''}`
}
