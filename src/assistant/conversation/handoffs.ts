import { asObject } from '../../web/json/narrow.ts'
import type { Tool } from '../tools/tools.ts'

/** Names of handoff tools in agent frameworks: `transfer_to_billing`, `handoff_to_x`, `assign_to_research_agent`. */
const TRANSFER_NAME =
  /^(?:transfer|hand_?off|hand_?over|delegate|route|assign|escalate)(?:_?(?:back_?)?to_?|$)/

/** Results of a handoff, as the frameworks write them. */
const TRANSFER_RESULT =
  /^\W*(?:successfully )?(?:transferr?(?:ed|ing)|handed (?:off|over)|handoff|hand-off|routed|delegated|assigned)(?: control| (?:the )?(?:user|conversation))?(?: back)? ?(?:to|$)/i

/**
 * Returns true for the result of a handoff to another agent. The agent answers the user's question; the result says
 * nothing about it.
 *
 * @param name the name of the called tool
 * @param output the tool's result
 */
export function isTransfer(name: string, output: string): boolean {
  if (!TRANSFER_NAME.test(snakeCase(name))) {
    return false
  }
  const text = output.slice(0, 300).trim()
  return text === '' || TRANSFER_RESULT.test(text) || namesAssistant(text)
}

/** @returns true for a tool that hands the conversation to another agent, and takes no data besides a note */
export function isTransferTool({ name, parameters }: Tool): boolean {
  const properties = Object.keys(asObject(parameters['properties']) ?? {})
  return TRANSFER_NAME.test(snakeCase(name)) && properties.every((property) => NOTE_PROPERTY.test(property))
}

/** @returns true for a handoff back to the agent that delegated */
export function isReturnTool({ name }: Tool): boolean {
  return /_back(?:_|$)|_to_(?:supervisor|triage|orchestrator|manager|main|parent)/.test(snakeCase(name))
}

const NOTE_PROPERTY =
  /^(?:reason|task|task_?description|description|note|notes|message|input|request|query|question|context|summary|instructions?)$/i

/** `{"assistant": "Billing agent"}`, the result of the Agents SDK. */
function namesAssistant(text: string): boolean {
  return /^\{\s*"(?:assistant|agent|goto|next)"\s*:\s*"[^"]{0,200}"\s*\}$/.test(text)
}

function snakeCase(name: string): string {
  return name
    .replaceAll(/(?<=[a-z\d])(?=[A-Z])/g, '_')
    .replaceAll(/[-.]/g, '_')
    .toLowerCase()
}
