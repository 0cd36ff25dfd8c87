import { objectIn, stringIn } from '../../web/json/narrow.ts'
import type { Random } from '../../web/random/seeded-random.ts'
import { sampleCallerSchema } from '../schema-sampler/schema-sampler.ts'
import { textOfLark } from './lark-grammar.ts'
import { stringMatching } from '../text/string-from-pattern.ts'
import type { Tool } from './tools.ts'

/** @returns the arguments of a call: serialized JSON, or free text for a custom tool */
export function composeArguments(tool: Tool, prompt: string, random: Random): string {
  return tool.kind === 'custom'
    ? customInput(tool, prompt, random)
    : JSON.stringify(sampleCallerSchema(tool.parameters, { prompt, random }))
}

/** A custom tool accepts free text, or text that matches a grammar. */
function customInput({ definition }: Tool, prompt: string, random: Random): string {
  const format = objectIn(definition['format'])
  // Nested in chat completions, flat in responses.
  const { syntax, definition: grammar } = objectIn(format?.['grammar']) ?? format ?? {}
  const text = stringIn(grammar)
  const fitting =
    text === undefined
      ? undefined
      : syntax === 'regex'
        ? stringMatching(text, random)
        : textOfLark(text, random)
  return fitting ?? prompt
}
