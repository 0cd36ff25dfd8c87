/** Headers of the mock's chat completion, so that responses have the same size. */
const HEADERS = {
  'access-control-allow-origin': '*',
  'access-control-expose-headers': '*',
  'x-request-id': 'req_4f9d732cdbe34dbf8c17dedb247755e6',
  'openai-processing-ms': '1',
  'openai-version': '2020-10-01',
  'x-ratelimit-limit-requests': '3000',
  'x-ratelimit-limit-tokens': '2000000',
  'x-ratelimit-remaining-requests': '2999',
  'x-ratelimit-remaining-tokens': '1999985',
  'x-ratelimit-reset-requests': '20ms',
  'x-ratelimit-reset-tokens': '1ms',
  'content-type': 'application/json',
  'x-mock-operation': 'createChatCompletion',
  'x-mock-patches': 'hello',
}

const ANSWER = {
  id: 'chatcmpl-RXUvZOGa7TpKApSfVL33VzmkI19ER',
  object: 'chat.completion',
  created: 1795645192,
  choices: [
    {
      index: 0,
      message: { role: 'assistant', content: 'Hello World!!', refusal: null, annotations: [] },
      logprobs: null,
      finish_reason: 'stop',
    },
  ],
  usage: {
    prompt_tokens: 6,
    completion_tokens: 9,
    total_tokens: 15,
    prompt_tokens_details: { cached_tokens: 0, audio_tokens: 0 },
    completion_tokens_details: {
      reasoning_tokens: 0,
      audio_tokens: 0,
      accepted_prediction_tokens: 0,
      rejected_prediction_tokens: 0,
    },
  },
  service_tier: 'default',
}

// The minimum work for a chat completion: parse the request and send a response of the API's size. The difference
// between this and our Worker is the cost of the mock.
export default {
  /** @param {Request} request */
  async fetch(request) {
    if (!request.url.endsWith('/chat/completions')) {
      return new Response(null, { status: 404 })
    }
    /** @type {{ model?: string }} */
    const { model } = JSON.parse(await request.text())
    return Response.json({ ...ANSWER, model }, { headers: HEADERS })
  },
}
