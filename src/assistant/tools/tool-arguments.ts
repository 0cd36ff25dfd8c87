import { asObject, asString } from '../../web/json/narrow.ts'
import type { Generation } from '../generation.ts'
import { sampleSchema } from '../schema-sampler/schema-sampler.ts'
import { textFromGrammar } from './lark-grammar.ts'
import { stringFromPattern } from '../text/string-from-pattern.ts'
import type { Tool } from './tools.ts'

/** @returns the arguments of a call: serialized JSON, or free text for a custom tool */
export function composeArguments(tool: Tool, prompt: string, generation: Generation): string {
  return tool.kind === 'custom'
    ? customInput(tool, prompt, generation)
    : JSON.stringify(sampleSchema(tool.parameters, { prompt, ...generation }))
}

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
