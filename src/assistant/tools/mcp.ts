import type { Json, JsonObject } from '../../web/json/json.ts'
import { listIn, objectIn, stringIn } from '../../web/json/narrow.ts'

/** The tools of a server if the request names none. */
const OFFERED_BY_DEFAULT = ['search']

/**
 * @param definition an MCP tool, as received
 * @returns the names of the server's tools known from the request: those in `allowed_tools`, else those in
 *   `require_approval`
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

/** @returns the tool names of a list, or of a filter with `tool_names` */
function namesIn(filter: Json | undefined): string[] {
  const names = Array.isArray(filter) ? filter : listIn(objectIn(filter)?.['tool_names'])
  return names.flatMap((name) => stringIn(name) ?? [])
}

/**
 * @param definition an MCP tool, as received
 * @param name one of the server's tools
 * @returns true if calls of the tool require the client's approval; defaults to true
 */
export function needsApproval({ require_approval: approval }: JsonObject, name: string): boolean {
  const filters = objectIn(approval)
  if (filters === undefined) {
    return approval !== 'never'
  }
  const isIn = (filter: string) => namesIn(filters[filter]).includes(name)
  return filters['never'] === undefined ? isIn('always') : !isIn('never')
}
