/**
 * The user message of a retrieved response, chat completion, conversation or thread that was never created, so
 * they all contain this question and the mock's answer to it.
 */
export const DEFAULT_QUESTION = 'Tell me a three sentence bedtime story about a unicorn.'

/** The system message before the question. */
export const DEFAULT_INSTRUCTIONS = 'You are a helpful assistant.'
