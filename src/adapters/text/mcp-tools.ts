import type { Json, JsonObject } from '../../json/json.ts'
import { listIn, objectIn, stringIn } from '../../json/read-json.ts'

/** What a server offers where the request does not say it. */
const OFFERED_BY_DEFAULT = ['search']

/**
 * @param definition an MCP tool, as it was sent
 * @returns the names of the server's tools, as far as the request says them: those that are allowed, or those whose
 *   approval is settled
 */
export function offeredTools({
  allowed_tools: allowed,
  require_approval: approval,
}: JsonObject): [first: string, ...more: string[]] {
  const { never, always } = objectIn(approval) ?? {}
  const settled = [...namesIn(never), ...namesIn(always)]
  const names = [namesIn(allowed), settled, OFFERED_BY_DEFAULT].find((list) => list.length > 0) ?? []
  const [first = 'search', ...more] = names
  return [first, ...more]
}

/** A list of names, or a filter that has one. */
function namesIn(filter: Json | undefined): string[] {
  const names = Array.isArray(filter) ? filter : listIn(objectIn(filter)?.['tool_names'])
  return names.flatMap((name) => stringIn(name) ?? [])
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
  const isIn = (filter: string) => namesIn(filters[filter]).includes(name)
  return filters['never'] === undefined ? isIn('always') : !isIn('never')
}
