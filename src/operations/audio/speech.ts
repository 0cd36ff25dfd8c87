import type { BinaryGenerator, BodyOf } from '../operation.ts'
import { makeSpeech } from '../../media/audio/speech.ts'

/** Speech: audio in the requested format, whose length follows from text and speed. */
export const speech: BinaryGenerator<BodyOf<'createSpeech'>> = ({ body }) => {
  const { contentType, bytes } = makeSpeech(body.input, body.response_format, body.speed ?? undefined)
  return { contentType, body: bytes }
}
