import type { Json, JsonObject } from '../../web/json/json.ts'
import { asObject, asObjects, asString } from '../../web/json/narrow.ts'
import { needsApproval, allowedTools } from './mcp.ts'

/** A tool of a request, in one form for all endpoints. */
export interface Tool {
  /** `function`, `custom`, or the type of a built-in tool without its version: `web_search`, `computer`, ... */
  kind: string
  /** The name of a function or custom tool, the label of an MCP server, the type of another built-in tool. */
  name: string
  /** The JSON Schema of a function's arguments. */
  parameters: JsonObject
  /** The tool, as received. */
  definition: JsonObject
  /** The tool's namespace, if any. */
  namespace?: string
  /** The client's approval of an MCP tool call, once given. */
  approval?: { requestId: string; arguments?: string }
}

/**
 * @param tools `tools` of chat completions, responses or assistants
 * @returns the tools, with namespaces flattened
 */
export function readTools(tools: Json | undefined): Tool[] {
  return asObjects(tools).flatMap((tool) => {
    if (tool['type'] !== 'namespace') {
      return [readTool(tool)]
    }
    const namespace = asString(tool['name'])
    return readTools(tool['tools']).map((inner) =>
      namespace === undefined ? inner : { ...inner, namespace },
    )
  })
}

function readTool(tool: JsonObject): Tool {
  const type = asString(tool['type']) ?? 'function'
  const details = asObject(tool[type]) ?? tool
  return {
    kind: toolKind(type),
    name: asString(details['name']) ?? asString(tool['server_label']) ?? type,
    parameters: asObject(details['parameters']) ?? { type: 'object', properties: {} },
    definition: details,
  }
}

/** @returns true if the service loads the tool, or one of a namespace, when a tool search finds it */
export function isDeferred(definition: JsonObject): boolean {
  return definition['defer_loading'] === true || asObjects(definition['tools']).some(isDeferred)
}

/** @returns the tool as a tool search loads it */
export function loadedTool(tool: Tool): Tool {
  return { ...tool, definition: { ...tool.definition, defer_loading: false } }
}

/** @returns the type without its version: `web_search` for `web_search_preview_2025_03_11` */
export function toolKind(type: string): string {
  return type.replace(/_\d{4}_\d{2}_\d{2}$/, '').replace(/(?:_use)?_preview$|_use$/, '')
}

/**
 * @returns true if the client runs the tool and sends its result before there is an answer; the service runs the others
 *   itself (API reference, the call items of responses)
 */
export function isClientExecuted(tool: Tool): boolean {
  return CLIENT_EXECUTED[tool.kind]?.(tool) ?? false
}

const CLIENT_EXECUTED: Record<string, (tool: Tool) => boolean> = {
  function: () => true,
  custom: () => true,
  computer: () => true,
  local_shell: () => true,
  apply_patch: () => true,
  // Without a container, commands run on the client's machine.
  shell: ({ definition: { environment } }) =>
    asString(asObject(environment)?.['type'])?.startsWith('container') !== true,
  tool_search: ({ definition }) => definition['execution'] === 'client',
  mcp: ({ definition, approval }) =>
    approval === undefined && needsApproval(definition, allowedTools(definition)[0]),
}
