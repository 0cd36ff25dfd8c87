import { distance } from 'fastest-levenshtein'
import { CHAT, MEASURED_CHAT, MEASURED_RESPONSES, RESPONSES } from '../evidence.ts'
import { type RuleViolation, type ServiceRule, violates } from '../rule.ts'

/** A member that the document does not contain. */
export const UNKNOWN_MEMBER: ServiceRule = {
  id: 'unknown-member',
  summary:
    'Request bodies contain known members only, at every level. Messages of chat completions and maps such as `metadata` may have others.',
  operations: 'all',
  message: "Unknown parameter: '{param}'.{suggestion}",
  param: '{param}',
  code: 'unknown_parameter',
  sureness: 'measured',
  evidence: [MEASURED_CHAT, MEASURED_RESPONSES, 'https://github.com/CherryHQ/cherry-studio/issues/6155'],
}

/** A parameter of chat completions that has another place in the Responses API. */
export const MOVED_PARAMETER: ServiceRule = {
  id: 'responses-moved-parameter',
  summary: 'Parameters of chat completions that moved have their new place.',
  operations: RESPONSES,
  message:
    "Unsupported parameter: '{param}'. In the Responses API, this parameter has moved to '{place}'. Try again with the new parameter. See the API documentation for more information: https://platform.openai.com/docs/api-reference/responses/create.",
  param: null,
  code: 'unsupported_parameter',
  sureness: 'measured',
  evidence: [MEASURED_RESPONSES, 'https://github.com/OpenHands/software-agent-sdk/issues/755'],
}

const MOVED: Readonly<Record<string, string>> = {
  messages: 'input',
  response_format: 'text.format',
  reasoning_effort: 'reasoning.effort',
}

/** Operations whose errors suggest known members; the service does so at the top level only. */
const SUGGESTING: readonly string[] = [...CHAT, ...RESPONSES]

/** Number of insertions, deletions and substitutions up to which a known member is suggested. */
const MAX_DISTANCE = 2

/** The name and surroundings of an unknown member. */
export interface UnknownMember {
  operationId: string
  /** The parameter name: `input[0].bogus`. */
  param: string
  isTopLevel: boolean
  known: Readonly<Record<string, number>>
  body: Readonly<Record<string, unknown>>
}

/** @returns the violation of an unknown member, with the service's spelling help */
export function unknownMember({ operationId, param, isTopLevel, known, body }: UnknownMember): RuleViolation {
  if (isTopLevel && RESPONSES.includes(operationId) && Object.hasOwn(MOVED, param)) {
    return violates(MOVED_PARAMETER, { param, place: MOVED[param] ?? '' })
  }
  const isHelped = isTopLevel && SUGGESTING.includes(operationId) && param.length <= MAX_HELPED_LENGTH
  const similar = isHelped ? similarNames(param, Object.keys(known), body) : []
  const suggestion =
    similar.length === 0 ? '' : ` Did you mean ${similar.map((name) => `'${name}'`).join(' or ')}?`
  return violates(UNKNOWN_MEMBER, { param, suggestion })
}

/** Longer names are not similar to any known one. */
const MAX_HELPED_LENGTH = 40

/** The service suggests at most two members, and none that the body has. */
function similarNames(
  name: string,
  known: readonly string[],
  body: Readonly<Record<string, unknown>>,
): string[] {
  return known
    .filter((candidate) => !Object.hasOwn(body, candidate))
    .map((candidate) => ({ candidate, edits: distance(name, candidate) }))
    .filter(({ edits }) => edits <= MAX_DISTANCE)
    .toSorted((one, other) => one.edits - other.edits || (one.candidate < other.candidate ? -1 : 1))
    .slice(0, 2)
    .map(({ candidate }) => candidate)
}
