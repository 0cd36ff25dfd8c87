import type { JsonObject } from '../../catalogue/types.ts'
import { listIn, objectIn, stringIn } from '../read-json.ts'

/** What a server offers where the request does not say it. */
const OFFERED_BY_DEFAULT = ['search']

/**
 * @param definition an MCP tool, as it was sent
 * @returns the names of the server's tools: those that are allowed, as far as the request says it
 */
export function offeredTools({ allowed_tools: allowed }: JsonObject): [first: string, ...more: string[]] {
  const names = (Array.isArray(allowed) ? allowed : listIn(objectIn(allowed)?.['tool_names'])).flatMap(
    (name) => stringIn(name) ?? [],
  )
  const [first, ...more] = names.length > 0 ? names : OFFERED_BY_DEFAULT
  return [first ?? 'search', ...more]
}

/**
 * @param definition an MCP tool, as it was sent
 * @param name one of the server's tools
 * @returns true when its calls wait for the caller's approval, which is so unless the request says otherwise
 */
export function needsApproval({ require_approval: approval }: JsonObject, name: string): boolean {
  const filters = objectIn(approval)
  if (filters === undefined) {
    return approval !== 'never'
  }
  const isIn = (filter: string) => listIn(objectIn(filters[filter])?.['tool_names']).includes(name)
  return filters['never'] === undefined ? isIn('always') : !isIn('never')
}
