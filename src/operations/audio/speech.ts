import type { BinaryGenerator } from '../operation.ts'
import { asNumber, asString } from '../../web/json/narrow.ts'
import { makeSpeech } from '../../media/audio/speech.ts'

/** Speech: audio in the requested format, whose length follows from text and speed. */
export const speech: BinaryGenerator = ({ body }) => {
  const { contentType, bytes } = makeSpeech(
    asString(body['input']) ?? '',
    body['response_format'],
    asNumber(body['speed']),
  )
  return { contentType, body: bytes }
}
