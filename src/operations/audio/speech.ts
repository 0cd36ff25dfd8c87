import type { MediaAdapter } from '../operation.ts'
import { numberIn, stringIn } from '../../web/json/narrow.ts'
import { makeSpeech } from '../../media/audio/speech.ts'

/** Speech: audio in the requested format, whose length follows from text and speed. */
export const speech: MediaAdapter = ({ body }) => {
  const { contentType, bytes } = makeSpeech(
    stringIn(body['input']) ?? '',
    body['response_format'],
    numberIn(body['speed']),
  )
  return { contentType, body: bytes }
}
