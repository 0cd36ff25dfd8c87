import { asObject, asString } from '../../web/json/narrow.ts'
import type { Generation } from '../generation.ts'
import { resultsOf, type Turn } from '../conversation/types.ts'
import { sampleSchema } from '../schema-sampler/schema-sampler.ts'
import { textFromGrammar } from './lark-grammar.ts'
import { stringFromPattern } from '../text/string-from-pattern.ts'
import { isAnswerTool } from './answer-tools.ts'
import type { Tool } from './tools.ts'

/** The conversation that arguments come from. */
export interface ArgumentContext {
  turn: Turn
  /** The part of the question that the call is for. Defaults to the whole question. */
  clause?: string
  generation: Generation
}

/** @returns the arguments of a call: serialized JSON, or free text for a custom tool */
export function composeArguments(tool: Tool, { turn, clause, generation }: ArgumentContext): string {
  const { question, system, workerMessages } = turn
  const prompt = clause ?? question
  if (tool.kind === 'custom') {
    return customInput(tool, prompt, generation)
  }
  const value = sampleSchema(tool.parameters, {
    ...generation,
    prompt,
    question,
    system,
    results: resultsOf(turn),
    workerMessages,
    // The parameters of an answer tool are a structured output.
    isOutput: isAnswerTool(tool) || EXTRACTION.test(tool.name),
  })
  // Clients spread the arguments, also of a tool without a schema.
  return JSON.stringify(asObject(value) ?? {})
}

/** Names of tools whose parameters describe a result: `extract_person`, `classify_ticket`. */
const EXTRACTION =
  /^(?:extract|classify|categorize|label|parse|detect|analyze|structured|grade|evaluate|judge|rate|score|record_(?:result|verdict|score)|output|select_choice|print_\w+)(?:[_A-Z-]|$)/

/** A custom tool accepts free text, or text that matches a grammar. */
function customInput({ definition }: Tool, prompt: string, generation: Generation): string {
  const format = asObject(definition['format'])
  // Nested in chat completions, flat in responses.
  const { syntax, definition: grammar } = asObject(format?.['grammar']) ?? format ?? {}
  const text = asString(grammar)
  const matching =
    text === undefined
      ? undefined
      : syntax === 'regex'
        ? stringFromPattern(text, generation)
        : textFromGrammar(text, generation, prompt)
  return matching ?? prompt
}
