import type { Json, JsonObject } from '../../web/json/json.ts'
import { objectIn, objectsIn, stringIn } from '../../web/json/narrow.ts'
import { needsApproval, offeredTools } from './mcp.ts'

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
  return objectsIn(tools).flatMap((tool) => {
    if (tool['type'] !== 'namespace') {
      return [readTool(tool)]
    }
    const namespace = stringIn(tool['name'])
    return readTools(tool['tools']).map((inner) =>
      namespace === undefined ? inner : { ...inner, namespace },
    )
  })
}

function readTool(tool: JsonObject): Tool {
  const type = stringIn(tool['type']) ?? 'function'
  const details = objectIn(tool[type]) ?? tool
  return {
    kind: kindOf(type),
    name: stringIn(details['name']) ?? stringIn(tool['server_label']) ?? type,
    parameters: objectIn(details['parameters']) ?? { type: 'object', properties: {} },
    definition: details,
  }
}

/** @returns the type without its version: `web_search` for `web_search_preview_2025_03_11` */
export function kindOf(type: string): string {
  return type.replace(/_\d{4}_\d{2}_\d{2}$/, '').replace(/(?:_use)?_preview$|_use$/, '')
}

/**
 * @returns true if the client runs the tool and sends its result before there is an answer; the service runs the others
 *   itself (API reference, the call items of responses)
 */
export function isRunByCaller(tool: Tool): boolean {
  return RUN_BY_CALLER[tool.kind]?.(tool) ?? false
}

const RUN_BY_CALLER: Record<string, (tool: Tool) => boolean> = {
  function: () => true,
  custom: () => true,
  computer: () => true,
  local_shell: () => true,
  apply_patch: () => true,
  // Without a container, commands run on the client's machine.
  shell: ({ definition: { environment } }) =>
    stringIn(objectIn(environment)?.['type'])?.startsWith('container') !== true,
  tool_search: ({ definition }) => definition['execution'] === 'client',
  mcp: ({ definition, approval }) =>
    approval === undefined && needsApproval(definition, offeredTools(definition)[0]),
}
