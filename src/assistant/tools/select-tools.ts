import type { Json, JsonObject } from '../../web/json/json.ts'
import { asString } from '../../web/json/narrow.ts'
import { toolKind, readTools, type Tool } from './tools.ts'

/** The request fields that determine which tools are called. */
export interface ToolRequest {
  tools: Tool[]
  /** `none`, `auto`, `required`, or an object that names tools. */
  choice: Json | undefined
  /** False if at most one call is allowed. */
  parallel: boolean
}

/** @returns true if a tool choice, `{ type, name }` in any of its forms, refers to the tool */
export function matchesToolChoice(choice: JsonObject, tool: Tool): boolean {
  const type = asString(choice['type']) ?? 'function'
  if (toolKind(type) !== tool.kind) {
    return false
  }
  const isNamed = tool.kind === 'function' || tool.kind === 'custom' || tool.kind === 'mcp'
  return !isNamed || readTools([choice])[0]?.name === tool.name || choice['server_label'] === tool.name
}
