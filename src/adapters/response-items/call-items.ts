import type { JsonObject } from '../../json/json.ts'
import type { Random } from '../../openai/seeded-random.ts'
import type { Call } from '../text/reply.ts'
import { applyPatchItems } from './apply-patch.ts'
import { codeInterpreterItems } from './code-interpreter.ts'
import { computerItems } from './computer.ts'
import { customItems, functionItems } from './functions.ts'
import { imageGenerationItems } from './image-generation.ts'
import { mcpItems } from './mcp.ts'
import { programItems } from './program.ts'
import { fileSearchItems, webSearchItems } from './searches.ts'
import { localShellItems, shellItems } from './shells.ts'
import { toolSearchItems } from './tool-search.ts'

/** What items are made from. */
export interface ItemContext {
  /** The request's body. */
  body: JsonObject
  /** The last user text. */
  prompt: string
  random: Random
}

/** Makes the output items of one call: the call, and its result where the service runs it and tells it in an item. */
export type ItemsOf = (call: Call, context: ItemContext) => JsonObject[]

/** By the kind of the tool. */
const ITEMS: Readonly<Record<string, ItemsOf>> = {
  function: functionItems,
  custom: customItems,
  web_search: webSearchItems,
  file_search: fileSearchItems,
  code_interpreter: codeInterpreterItems,
  image_generation: imageGenerationItems,
  computer: computerItems,
  mcp: mcpItems,
  shell: shellItems,
  local_shell: localShellItems,
  apply_patch: applyPatchItems,
  tool_search: toolSearchItems,
  programmatic_tool_calling: programItems,
}

/**
 * @returns the output items of a call; what a patch's reply says of a built-in tool's call goes before what is made up
 */
export function callItems(call: Call, context: ItemContext): JsonObject[] {
  const [first, ...results] = ITEMS[call.tool.kind]?.(call, context) ?? []
  return first === undefined ? [] : [{ ...first, ...call.patched }, ...results]
}
