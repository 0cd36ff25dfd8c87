import type { Upload } from '../../request/uploads.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { asArray, asString } from '../../web/json/narrow.ts'
import { soundSeconds } from '../../media/audio/duration.ts'
import { spokenSeconds } from '../../media/audio/speech.ts'
import { hash } from '../../web/random/seeded-random.ts'
import { countTokens } from '../../openai/tokens.ts'
import {
  roundToHundredths,
  type TimedText,
  timedSentences,
  timedWords,
} from '../../openai/transcript-timing.ts'
import type { Transform, TransformContext } from '../operation.ts'
import { tokenLogprobsOf } from '../../assistant/text/logprobs.ts'

/** Transcripts in the requested format: plain, with segments and words, or with speakers. */
export const transcriptions: Transform = (answer, context) => {
  const { body } = context
  const transcript = readTranscript(answer, context)
  if (isTimed(body)) {
    return {
      ...timedTranscript(transcript, body),
      task: 'transcribe',
      language: languageName(firstLanguage(body)),
      usage: durationUsage(transcript.duration),
    }
  }
  return body['response_format'] === 'diarized_json'
    ? diarizedTranscript(transcript, body)
    : plainTranscript(transcript, context)
}

/** Translations into English: plain, or with segments. */
export const translations: Transform = (answer, context) => {
  const transcript = readTranscript(answer, context)
  return isTimed(context.body)
    ? { ...timedTranscript(transcript, context.body), task: 'translate', language: 'english' }
    : { text: transcript.text }
}

/** @returns true if the format has timestamps; subtitles are converted from a transcript with segments */
function isTimed({ response_format: format }: JsonObject): boolean {
  return format === 'verbose_json' || format === 'srt' || format === 'vtt'
}

/** The text of the audio, which differs by file, and its duration. */
function readTranscript(answer: JsonObject, { reply, uploads }: TransformContext): Transcript {
  const [audio] = uploads
  const text = reply?.content ?? `${asString(answer['text']) ?? ''} ${closingSentence(audio)}`
  const duration = roundToHundredths(audio === undefined ? spokenSeconds(text) : soundSeconds(audio))
  return { text, duration }
}

/** Last sentences, so that transcripts of different files differ. */
const CLOSINGS = [
  'Thank you for listening.',
  'Let us see where it leads.',
  'That is all for today.',
  'We will talk again next week.',
  'And that is how it began.',
  'Does anybody have a question?',
  'Please send me your notes.',
  'I look forward to hearing from you.',
]

/** @returns the last sentence of the transcript, chosen by the audio file */
function closingSentence(audio: Upload | undefined): string {
  const fingerprint = audio === undefined ? '' : `${audio.size} ${String.fromCharCode(...audio.head)}`
  return CLOSINGS[(hash(fingerprint) >>> 0) % CLOSINGS.length] ?? ''
}

interface Transcript {
  text: string
  /** Seconds. */
  duration: number
}

/** Models billed by duration. */
const BILLED_BY_DURATION = /^whisper/

/** Input tokens per second of audio. */
const TOKENS_PER_SECOND = 10

function plainTranscript(
  { text, duration }: Transcript,
  { body, budget }: Pick<TransformContext, 'body' | 'budget'>,
): JsonObject {
  const model = asString(body['model']) ?? ''
  if (BILLED_BY_DURATION.test(model)) {
    return { text, usage: durationUsage(duration) }
  }
  return {
    text,
    ...(model === 'gpt-transcribe' && { languages: [{ code: firstLanguage(body) ?? 'en' }] }),
    ...(includesValue(body, 'include', 'logprobs') && { logprobs: tokenLogprobsOf(text, budget) }),
    usage: tokenUsage({ text, duration }, body),
  }
}

/** A transcript with segments, words or both. */
function timedTranscript({ text, duration }: Transcript, body: JsonObject): JsonObject {
  const granularities = 'timestamp_granularities' in body ? body['timestamp_granularities'] : 'segment'
  const options = { granularities: granularities ?? 'segment' }
  return {
    duration,
    text,
    ...(includesValue(options, 'granularities', 'segment') && {
      segments: timedSentences(text, duration).map(toSegment),
    }),
    ...(includesValue(options, 'granularities', 'word') && { words: timedWords(text, duration).map(toWord) }),
  }
}

function diarizedTranscript({ text, duration }: Transcript, body: JsonObject): JsonObject {
  const known = asArray(body['known_speaker_names']).flatMap((name) => asString(name) ?? [])
  const speakers = known.length > 0 ? known : ['A', 'B']
  return {
    task: 'transcribe',
    duration,
    text,
    segments: timedSentences(text, duration).map(({ text: sentence, start, end }, index) => ({
      type: 'transcript.text.segment',
      id: `seg_${String(index + 1).padStart(3, '0')}`,
      start,
      end,
      text: sentence,
      speaker: speakers[index % speakers.length] ?? 'A',
    })),
    usage: tokenUsage({ text, duration }, body),
  }
}

/** Usage of models billed by tokens. */
function tokenUsage({ text, duration }: Transcript, body: JsonObject): JsonObject {
  const textTokens = countTokens(asString(body['prompt']) ?? '')
  const audioTokens = Math.ceil(TOKENS_PER_SECOND * duration)
  const outputTokens = countTokens(text)
  return {
    type: 'tokens',
    input_tokens: textTokens + audioTokens,
    input_token_details: { text_tokens: textTokens, audio_tokens: audioTokens },
    output_tokens: outputTokens,
    total_tokens: textTokens + audioTokens + outputTokens,
  }
}

function durationUsage(duration: number): JsonObject {
  return { type: 'duration', seconds: Math.ceil(duration) }
}

function toSegment({ text, start, end }: TimedText, index: number): JsonObject {
  return {
    id: index,
    // In hundredths of a second.
    seek: Math.round(start * 100),
    start,
    end,
    text: ` ${text}`,
    tokens: Array.from({ length: countTokens(text) }, (_, token) => 50_364 + token),
    temperature: 0,
    avg_logprob: -0.28,
    compression_ratio: 1.2,
    no_speech_prob: 0.01,
  }
}

function toWord({ text, start, end }: TimedText): JsonObject {
  return { word: text.replaceAll(/[^\p{L}\p{N}'-]/gu, ''), start, end }
}

function firstLanguage(body: JsonObject): string | undefined {
  return asString(body['language']) ?? asString(asArray(body['languages'])[0])
}

/** @returns the language's English name in lower case, as the service does; unknown codes are returned unchanged */
function languageName(code = 'en'): string {
  try {
    return (new Intl.DisplayNames('en', { type: 'language' }).of(code) ?? code).toLowerCase()
  } catch {
    return code
  }
}

function includesValue(body: JsonObject, name: string, value: string): boolean {
  return [body[name] ?? []].flat().includes(value)
}
