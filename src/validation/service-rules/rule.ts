import type { Call } from '../../request/call.ts'

/** The parts of a request that checks read. The request is valid according to the document. */
export type RuleRequest = Pick<
  Call,
  'operation' | 'pathParameters' | 'query' | 'headers' | 'content' | 'body'
>

/**
 * How sure it is that the service enforces a rule: `measured` with requests to the service, `documented` in OpenAI's
 * documents, or `reported` by users of the service.
 */
export type Sureness = 'measured' | 'documented' | 'reported'

/** A rule that the service enforces and the document's schemas do not contain. */
export interface ServiceRule {
  /** Unique name: `chat-json-mode`. */
  id: string
  /** The rule in one sentence. */
  summary: string
  /** Operation ids, or all operations that have the facts which the rule needs. */
  operations: readonly string[] | 'all'
  /** The service's message. `{name}` is replaced by a value of the violation, also in `param`. */
  message: string
  /** The service's name of the invalid parameter. */
  param: string | null
  code: string | null
  /** Defaults to `invalid_request_error`. */
  type?: string
  /** HTTP status code. Defaults to 400. */
  status?: number
  sureness: Sureness
  /** URLs of the evidence. */
  evidence: readonly string[]
}

/** A violated rule. */
export interface RuleViolation {
  rule: ServiceRule
  /** The values of the names in the rule's message and parameter. */
  values: Readonly<Record<string, string | number>>
}

/** Finds violations of one or more rules in a request. */
export interface RuleCheck {
  rules: readonly ServiceRule[]
  /** @returns the violations in the order found; empty if the request obeys the rules */
  check: (request: RuleRequest) => readonly RuleViolation[]
}

/** The result of a check without violations. Shared, so that a valid request allocates nothing. */
export const NO_VIOLATIONS: readonly RuleViolation[] = []

const NO_VALUES = {}

/** @returns a violation with the values of the names in the rule's texts */
export function violates(rule: ServiceRule, values: RuleViolation['values'] = NO_VALUES): RuleViolation {
  return { rule, values }
}

/** @returns the check of a rule that is either obeyed or violated as a whole */
export function checkOf(rule: ServiceRule, isViolated: (request: RuleRequest) => boolean): RuleCheck {
  const violation = [violates(rule)]
  return { rules: [rule], check: (request) => (isViolated(request) ? violation : NO_VIOLATIONS) }
}

/** @returns true if a parameter is neither omitted nor null, which the service treats alike */
export function isSet(value: unknown): boolean {
  return value !== undefined && value !== null
}
