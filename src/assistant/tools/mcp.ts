import type { Json, JsonObject } from '../../web/json/json.ts'
import { asArray, asObject, asString } from '../../web/json/narrow.ts'

/** The tools of a server if the request names none. */
const DEFAULT_TOOLS = ['search']

/**
 * @param definition an MCP tool, as received
 * @returns the names of the server's tools known from the request: those in `allowed_tools`, else those in
 *   `require_approval`
 */
export function allowedTools({
  allowed_tools: allowed,
  require_approval: approval,
}: JsonObject): [first: string, ...more: string[]] {
  const { never, always } = asObject(approval) ?? {}
  const approvalTools = [...toolNames(never), ...toolNames(always)]
  const names = [toolNames(allowed), approvalTools, DEFAULT_TOOLS].find((list) => list.length > 0) ?? []
  const [first = 'search', ...more] = names
  return [first, ...more]
}

/** @returns the tool names of a list, or of a filter with `tool_names` */
function toolNames(filter: Json | undefined): string[] {
  const names = Array.isArray(filter) ? filter : asArray(asObject(filter)?.['tool_names'])
  return names.flatMap((name) => asString(name) ?? [])
}

/**
 * @param definition an MCP tool, as received
 * @param name one of the server's tools
 * @returns true if calls of the tool require the client's approval; defaults to true
 */
export function needsApproval({ require_approval: approval }: JsonObject, name: string): boolean {
  const filters = asObject(approval)
  if (filters === undefined) {
    return approval !== 'never'
  }
  const isListedIn = (filter: string) => toolNames(filters[filter]).includes(name)
  return filters['never'] === undefined ? isListedIn('always') : !isListedIn('never')
}
