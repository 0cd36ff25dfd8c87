import type { Json, JsonObject } from '../../json/json.ts'
import { objectIn, objectsIn, stringIn } from '../../json/read-json.ts'
import { needsApproval, offeredTools } from './mcp-tools.ts'

/** A tool of a request, whichever endpoint's form it has. */
export interface Tool {
  /** `function`, `custom`, or the type of a built-in tool without its version: `web_search`, `computer`, ... */
  kind: string
  /** The name of a function or custom tool, the label of an MCP server, the type of another built-in tool. */
  name: string
  /** JSON Schema of a function's arguments. */
  parameters: JsonObject
  /** The tool as it was sent. */
  definition: JsonObject
  /** The namespace that the tool is in, if any. */
  namespace?: string
  /** The caller's approval of the call of an MCP server's tool, once it is given. */
  approval?: { requestId: string; arguments?: string }
}

/**
 * @param tools as chat completions, responses and assistants have them
 * @returns the tools in one form, those of namespaces among them
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

/** Types that mean the same: `web_search_preview_2025_03_11` is a `web_search`, `computer_use_preview` a `computer`. */
export function kindOf(type: string): string {
  return type.replace(/_\d{4}_\d{2}_\d{2}$/, '').replace(/(?:_use)?_preview$|_use$/, '')
}

/**
 * @returns true for a tool that the caller runs, and sends the result of, before there is an answer; the service runs the
 *   others itself (API reference, the call items of responses)
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
  // Without a container, commands are for the caller's own machine.
  shell: ({ definition: { environment } }) =>
    stringIn(objectIn(environment)?.['type'])?.startsWith('container') !== true,
  tool_search: ({ definition }) => definition['execution'] === 'client',
  mcp: ({ definition, approval }) =>
    approval === undefined && needsApproval(definition, offeredTools(definition)[0]),
}
