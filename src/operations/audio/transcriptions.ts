import type { Upload } from '../../request/uploads.ts'
import type { JsonObject } from '../../web/json/json.ts'
import { listIn, stringIn } from '../../web/json/narrow.ts'
import { soundSeconds } from '../../media/audio/duration.ts'
import { spokenSeconds } from '../../media/audio/speech.ts'
import { hash } from '../../web/random/seeded-random.ts'
import { countTokens } from '../../openai/tokens.ts'
import { hundredths, type TimedText, timedSentences, timedWords } from '../../openai/transcript-timing.ts'
import type { Adapter, AdapterContext } from '../operation.ts'
import { tokenLogprobsOf } from '../../assistant/text/logprobs.ts'

/** Transcripts in the requested format: plain, with segments and words, or with speakers. */
export const transcriptions: Adapter = (answer, context) => {
  const { body, reply, uploads } = context
  const [sound] = uploads
  const text = reply?.content ?? `${stringIn(answer['text']) ?? ''} ${closingOf(sound)}`
  const duration = hundredths(sound === undefined ? spokenSeconds(text) : soundSeconds(sound))
  switch (body['response_format']) {
    case 'verbose_json':
    case 'srt':
    case 'vtt':
      return verbose({ text, duration }, context)
    case 'diarized_json':
      return diarized({ text, duration }, context)
    default:
      return context.operation.route.id === 'createTranslation'
        ? { text }
        : plain({ text, duration }, context)
  }
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
function closingOf(sound: Upload | undefined): string {
  const heard = sound === undefined ? '' : `${sound.size} ${String.fromCharCode(...sound.head)}`
  return CLOSINGS[(hash(heard) >>> 0) % CLOSINGS.length] ?? ''
}

interface Transcript {
  text: string
  /** Seconds. */
  duration: number
}

/** Models billed by duration. */
const PAID_BY_DURATION = /^whisper/

/** Input tokens per second of audio. */
const TOKENS_A_SECOND = 10

function plain({ text, duration }: Transcript, { body }: AdapterContext): JsonObject {
  const model = stringIn(body['model']) ?? ''
  if (PAID_BY_DURATION.test(model)) {
    return { text, usage: paidByDuration(duration) }
  }
  const textTokens = countTokens(stringIn(body['prompt']) ?? '')
  const audioTokens = Math.ceil(TOKENS_A_SECOND * duration)
  const outputTokens = countTokens(text)
  return {
    text,
    ...(model === 'gpt-transcribe' && { languages: [{ code: firstLanguage(body) ?? 'en' }] }),
    ...(wants(body, 'include', 'logprobs') && { logprobs: tokenLogprobsOf(text) }),
    usage: {
      type: 'tokens',
      input_tokens: textTokens + audioTokens,
      input_token_details: { text_tokens: textTokens, audio_tokens: audioTokens },
      output_tokens: outputTokens,
      total_tokens: textTokens + audioTokens + outputTokens,
    },
  }
}

function verbose({ text, duration }: Transcript, { body, operation }: AdapterContext): JsonObject {
  const isTranslation = operation.route.id === 'createTranslation'
  const granularities = 'timestamp_granularities' in body ? body['timestamp_granularities'] : 'segment'
  const asked = { granularities: granularities ?? 'segment' }
  return {
    task: isTranslation ? 'translate' : 'transcribe',
    language: isTranslation ? 'english' : languageName(firstLanguage(body)),
    duration,
    text,
    ...(wants(asked, 'granularities', 'segment') && {
      segments: timedSentences(text, duration).map(segmentOf),
    }),
    ...(wants(asked, 'granularities', 'word') && { words: timedWords(text, duration).map(wordOf) }),
    ...(!isTranslation && { usage: paidByDuration(duration) }),
  }
}

function diarized({ text, duration }: Transcript, { body }: AdapterContext): JsonObject {
  const known = listIn(body['known_speaker_names']).flatMap((name) => stringIn(name) ?? [])
  const speakers = known.length > 0 ? known : ['A', 'B']
  return {
    task: 'transcribe',
    duration,
    text,
    segments: timedSentences(text, duration).map(({ text: said, start, end }, index) => ({
      type: 'transcript.text.segment',
      id: `seg_${String(index + 1).padStart(3, '0')}`,
      start,
      end,
      text: said,
      speaker: speakers[index % speakers.length] ?? 'A',
    })),
    usage: paidByDuration(duration),
  }
}

function paidByDuration(duration: number): JsonObject {
  return { type: 'duration', seconds: Math.ceil(duration) }
}

function segmentOf({ text, start, end }: TimedText, index: number): JsonObject {
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

function wordOf({ text, start, end }: TimedText): JsonObject {
  return { word: text.replaceAll(/[^\p{L}\p{N}'-]/gu, ''), start, end }
}

function firstLanguage(body: JsonObject): string | undefined {
  return stringIn(body['language']) ?? stringIn(listIn(body['languages'])[0])
}

/** @returns the language's English name in lower case, as the service does; unknown codes are returned unchanged */
function languageName(code = 'en'): string {
  try {
    return (new Intl.DisplayNames('en', { type: 'language' }).of(code) ?? code).toLowerCase()
  } catch {
    return code
  }
}

function wants(body: JsonObject, name: string, value: string): boolean {
  return [body[name] ?? []].flat().includes(value)
}
