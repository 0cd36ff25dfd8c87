import type { Media } from '../../answer/answer.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { numberIn, stringIn } from '../../web/json/narrow.ts'
import { subRip, timedSentences, webVtt } from '../../openai/transcript-timing.ts'

/** Transcript formats other than JSON. */
const FORMATS: Readonly<Record<string, (text: string, duration: number) => Media>> = {
  text: (text) => ({ contentType: 'text/plain; charset=utf-8', body: `${text}\n` }),
  srt: (text, duration) => ({
    contentType: 'text/plain; charset=utf-8',
    body: subRip(timedSentences(text, duration)),
  }),
  vtt: (text, duration) => ({
    contentType: 'text/vtt; charset=utf-8',
    body: webVtt(timedSentences(text, duration)),
  }),
}

/**
 * @param transcript the final, patched response body
 * @param body the request body
 * @returns the transcript as text or subtitles, or undefined if the request asks for JSON
 */
export function transcriptText(transcript: JsonObject, body: JsonObject): Media | undefined {
  const text = stringIn(transcript['text'])
  const format = FORMATS[stringIn(body['response_format']) ?? '']
  return text === undefined ? undefined : format?.(text, numberIn(transcript['duration']) ?? 0)
}
