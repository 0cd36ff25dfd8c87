import type { ItemContext, ItemFactory } from './item-context.ts'
import type { JsonObject } from '../../../web/json/json.ts'
import type { Call } from '../../../assistant/reply.ts'
import { applyPatchItems } from './apply-patch.ts'
import { codeInterpreterItems } from './code-interpreter.ts'
import { computerItems } from './computer.ts'
import { customItems, functionItems } from './functions.ts'
import { imageGenerationItems } from './image-generation.ts'
import { mcpItems } from './mcp.ts'
import { programItems } from './programmatic.ts'
import { fileSearchItems, webSearchItems } from './searches.ts'
import { localShellItems, shellItems } from './shells.ts'
import { toolSearchItems } from './tool-search.ts'

/** Item factories by tool kind. */
const ITEM_FACTORIES: Readonly<Record<string, ItemFactory>> = {
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

/** @returns the output items of a call; the fields of a patch's reply override generated ones in the call item */
export function callItems(call: Call, context: ItemContext): JsonObject[] {
  const [first, ...results] = ITEM_FACTORIES[call.tool.kind]?.(call, context) ?? []
  return first === undefined ? [] : [{ ...first, ...call.patched }, ...results]
}
