import { tokenLogprobsOf } from '../../assistant/text/logprobs.ts'
import { asArray, asObject, asObjects, asString } from '../../web/json/narrow.ts'
import type { ToEvents } from '../streaming/stream-types.ts'

/** Events of a transcript: text in pieces, or whole segments if speakers were requested; then the whole and `[DONE]`. */
export const transcriptionEvents: ToEvents = function* (answer, { body, split, budget }) {
  const text = asString(answer['text']) ?? ''
  const logprobs = asArray(answer['logprobs'])
  if (body['response_format'] === 'diarized_json') {
    for (const segment of asObjects(answer['segments'])) {
      yield { data: { ...segment, type: 'transcript.text.segment' } }
    }
  } else {
    for (const delta of split(text)) {
      yield {
        data: {
          type: 'transcript.text.delta',
          delta,
          ...(logprobs.length > 0 && { logprobs: tokenLogprobsOf(delta, budget) }),
        },
      }
    }
  }
  const usage = asObject(answer['usage'])
  const languages = answer['languages']
  yield {
    data: {
      type: 'transcript.text.done',
      text,
      ...(languages !== undefined && { languages }),
      ...(logprobs.length > 0 && { logprobs }),
      ...(usage?.['type'] === 'tokens' && { usage }),
    },
  }
  yield { data: '[DONE]' }
}
