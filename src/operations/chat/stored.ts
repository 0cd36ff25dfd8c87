import type { JsonObject } from '../../web/json/json.ts'
import { asObject, asObjects } from '../../web/json/narrow.ts'
import { newHexIdentifier } from '../../openai/ids.ts'
import type { StateBehavior } from '../state/behavior.ts'

/** Digits of a request id. */
const REQUEST_ID_LENGTH = 32

/** Keeps a created chat completion in the form in which the service stores it, with the request's parameters. */
export const storedCompletions: StateBehavior = (request, steps) => ({
  ...steps,
  commit: (answer) => {
    const completion = asObject(answer.body)
    const { body, random } = request
    return completion === undefined
      ? steps.commit(answer)
      : steps.commit({
          ...answer,
          body: storedCompletion({
            request_id: newHexIdentifier('req_', random, REQUEST_ID_LENGTH),
            tool_choice: body['tool_choice'] ?? null,
            seed: body['seed'] ?? 0,
            top_p: body['top_p'] ?? 1,
            temperature: body['temperature'] ?? 1,
            presence_penalty: body['presence_penalty'] ?? 0,
            frequency_penalty: body['frequency_penalty'] ?? 0,
            input_user: body['user'] ?? null,
            tools: body['tools'] ?? null,
            response_format: body['response_format'] ?? null,
            metadata: body['metadata'] ?? {},
            ...completion,
          }),
        })
  },
})

/**
 * A chat completion as the service stores it: messages name both kinds of calls, and usage has no details. The document
 * requires `refusal`, which stored messages lack (24 of 24 recorded answers).
 *
 * @param completion a created chat completion (not mutated)
 */
export function storedCompletion(completion: JsonObject): JsonObject {
  const usage = asObject(completion['usage'])
  return {
    ...completion,
    ...(usage && { usage: withoutDetails(usage) }),
    choices: asObjects(completion['choices']).map((choice) => {
      const { annotations: _, ...message } = asObject(choice['message']) ?? {}
      return { ...choice, message: { tool_calls: null, function_call: null, ...message } }
    }),
  }
}

function withoutDetails({ prompt_tokens, completion_tokens, total_tokens }: JsonObject): JsonObject {
  return {
    prompt_tokens: prompt_tokens ?? 0,
    completion_tokens: completion_tokens ?? 0,
    total_tokens: total_tokens ?? 0,
  }
}
