/** Operations that create a chat completion. */
export const CHAT = ['createChatCompletion']

/** Operations that create a response, and their twins in the beta API. */
export const RESPONSES = ['createResponse', 'beta_createResponse']

const REPOSITORY = 'https://github.com/kangminlee-maker/local-OAuth-CLI-API-adapter'

/** Answers of the chat completions API to invalid requests, recorded by a public project. */
export const MEASURED_CHAT = `${REPOSITORY}/blob/4bbd033089736dc80f67e9088cfd0560da1c5c91/test/openai-chat-validation-parity.test.mjs`

/** Answers of the Responses API to invalid requests, recorded by a public project. */
export const MEASURED_RESPONSES = `${REPOSITORY}/blob/4eb54c7c8aa80f91abbcb7933a6b0df0bf633083/test/openai-responses-validation-parity.test.mjs`

/** OpenAI's API document. */
export const API_DOCUMENT = 'https://github.com/openai/openai-openapi'

const GUIDES = 'https://platform.openai.com/docs/guides'

/** OpenAI's guide "Structured outputs", which lists the supported subset of JSON Schema. */
export const STRUCTURED_OUTPUTS = `${GUIDES}/structured-outputs`

/** OpenAI's guide "Function calling". */
export const FUNCTION_CALLING = `${GUIDES}/function-calling`

/** OpenAI's guide "Reasoning models". */
export const REASONING = `${GUIDES}/reasoning`

/** OpenAI's guide "Background mode". */
export const BACKGROUND = `${GUIDES}/background`

/** OpenAI's guide "Image generation". */
export const IMAGE_GENERATION = `${GUIDES}/image-generation`

/** OpenAI's guide "Speech to text". */
export const SPEECH_TO_TEXT = `${GUIDES}/speech-to-text`

/** OpenAI's guide "Text to speech". */
export const TEXT_TO_SPEECH = `${GUIDES}/text-to-speech`

/** OpenAI's guide "Embeddings". */
export const EMBEDDINGS = `${GUIDES}/embeddings`
