import { listIn, objectIn, objectsIn, stringIn } from '../adapters/read-json.ts'
import type { Projection } from './projection.ts'

/** A transcript piece by piece; with speakers, each segment is told when it is whole. */
export const transcriptionEvents: Projection = function* (answer, { body, split }) {
  const text = stringIn(answer['text']) ?? ''
  for (const delta of split(text)) {
    yield { data: { type: 'transcript.text.delta', delta } }
  }
  if (body['response_format'] === 'diarized_json') {
    for (const segment of objectsIn(answer['segments'])) {
      yield { data: { ...segment, type: 'transcript.text.segment' } }
    }
  }
  const usage = objectIn(answer['usage'])
  const logprobs = listIn(answer['logprobs'])
  yield {
    data: {
      type: 'transcript.text.done',
      text,
      ...(logprobs.length > 0 && { logprobs }),
      ...(usage?.['type'] === 'tokens' && { usage }),
    },
  }
}
