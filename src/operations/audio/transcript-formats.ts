import type { BinaryResponse } from '../../answer/answer.ts'
import { asNumber, asString } from '../../web/json/narrow.ts'
import type { OutputFormat } from '../operation.ts'
import { subRip, timedSentences, webVtt } from '../../openai/transcript-timing.ts'

/** Transcript formats other than JSON. */
const FORMATS: Readonly<Record<string, (text: string, duration: number) => BinaryResponse>> = {
  text: (text) => ({ contentType: 'text/plain; charset=utf-8', body: `${text}\n` }),
  srt: (text, duration) => ({
    contentType: 'text/plain; charset=utf-8',
    body: subRip(timedSentences(text, duration)),
  }),
  vtt: (text, duration) => ({
    contentType: 'text/plain; charset=utf-8',
    body: webVtt(timedSentences(text, duration)),
  }),
}

/** Transcripts as text or subtitles. */
export const transcriptText: OutputFormat = (transcript, { body }) => {
  const text = asString(transcript['text'])
  const format = FORMATS[asString(body['response_format']) ?? '']
  return text === undefined ? undefined : format?.(text, asNumber(transcript['duration']) ?? 0)
}
