/**
 * What was asked in whatever is retrieved: the mock keeps nothing, so a response, a chat completion, a conversation and a
 * thread that are asked for by an id tell one story, this question and the mock's answer to it.
 */
export const STORED_QUESTION = 'Tell me a three sentence bedtime story about a unicorn.'

/** What was said to the model before the question. */
export const STORED_INSTRUCTIONS = 'You are a helpful assistant.'
