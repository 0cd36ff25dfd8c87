import { splitWords } from '../words.ts'
import { descriptionOf } from './matching/tool-profile.ts'
import type { Tool } from './tools.ts'

/** Descriptions of tools that receive the structured result, as the frameworks write them. */
const STRUCTURED_OUTPUT = /\bstructured (?:output|response|answer|result)s?\b/i

const FINAL_ANSWER =
  /\b(?:final|finished|completed) (?:answer|response|result|output|report|reply)\b|\b(?:answer|respond|reply) to the user\b|\bwhen (?:you are|you['\u2019]re|you have|the task is|everything is) (?:done|finished|ready|complete)/i

/** Names of tools that end a turn: `final_answer`, `respond`, `submit_result`, `done`. */
const ANSWER_NAME =
  /^(?:(?:give|provide|submit|return|send|produce|final|finalize|finish|structured|emit) )*(?:final|finalize|finish|done|respond|answer|response|result|output|complete|structured)(?: (?:answer|response|result|output|task|with))*(?: \d+)?$/

/** Names of tools that may end a turn, if nothing else fits. */
const MAY_ANSWER =
  /^(?:final|finish|finalize|done|submit|respond|answer|complete|extract|return|output|report)\b/

/** @returns true for a tool that takes the structured output of an agent */
export function isStructuredOutputTool(tool: Tool): boolean {
  return STRUCTURED_OUTPUT.test(descriptionOf(tool).slice(0, 400))
}

/** @returns true for a tool that takes the final answer of an agent */
export function isAnswerTool(tool: Tool): boolean {
  return (
    (tool.kind === 'function' || tool.kind === 'custom') &&
    (isStructuredOutputTool(tool) ||
      FINAL_ANSWER.test(descriptionOf(tool).slice(0, 400)) ||
      ANSWER_NAME.test(splitWords(tool.name).join(' ')))
  )
}

/** @returns true for a tool that ends a turn if no other tool fits: `submit_plan`, `extract_person` */
export function mayAnswer(tool: Tool): boolean {
  return isAnswerTool(tool) || MAY_ANSWER.test(splitWords(tool.name).join(' '))
}
