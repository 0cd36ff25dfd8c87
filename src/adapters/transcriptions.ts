import type { JsonObject } from '../catalogue/types.ts'
import { countTokens } from '../openai/tokens.ts'
import { spokenSeconds } from '../openai/wav.ts'
import type { Adapter } from './adapter.ts'
import { stringIn } from './read-json.ts'

/** Transcripts in the form that was asked for: plain, with segments and words, or with speakers. */
export const transcriptions: Adapter = (answer, { body, operation }) => {
  const text = stringIn(answer['text']) ?? ''
  const duration = rounded(spokenSeconds(text))
  switch (body['response_format']) {
    case 'verbose_json':
      return {
        ...(operation.route.id === 'createTranscription' && {
          task: 'transcribe',
          usage: { type: 'duration', seconds: Math.ceil(duration) },
        }),
        language: stringIn(body['language']) ?? 'english',
        duration,
        text,
        segments: sentencesOf(text).map(segmentOf),
        ...(wantsWords(body) && { words: wordsOf(text) }),
      }
    case 'diarized_json':
      return {
        task: 'transcribe',
        duration,
        text,
        segments: sentencesOf(text).map(({ text: said, start, end }, index) => ({
          type: 'transcript.text.segment',
          id: `seg_${String(index + 1).padStart(3, '0')}`,
          start,
          end,
          text: said,
          speaker: index % 2 === 0 ? 'A' : 'B',
        })),
        usage: { type: 'duration', seconds: Math.ceil(duration) },
      }
    default:
      return answer
  }
}

interface Timed {
  text: string
  /** Seconds from the beginning. */
  start: number
  end: number
}

function sentencesOf(text: string): Timed[] {
  return timed(text.match(/[^.!?]+[.!?]*\s*/g) ?? [])
}

function wordsOf(text: string): JsonObject[] {
  return timed(text.match(/\S+\s*/g) ?? []).map(({ text: word, start, end }) => ({
    word: word.replaceAll(/[^\p{L}\p{N}'-]/gu, ''),
    start,
    end,
  }))
}

/** Each piece takes as long as it is, one after the other, through the whole duration. */
function timed(pieces: string[]): Timed[] {
  const whole = pieces.join('')
  const secondsACharacter = spokenSeconds(whole) / Math.max(1, whole.length)
  let position = 0
  return pieces.map((piece) => {
    const start = rounded(position * secondsACharacter)
    position += piece.length
    return { text: piece.trim(), start, end: rounded(position * secondsACharacter) }
  })
}

function segmentOf({ text, start, end }: Timed, index: number): JsonObject {
  return {
    id: index,
    seek: 0,
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

function wantsWords(body: JsonObject): boolean {
  return [body['timestamp_granularities'] ?? []].flat().includes('word')
}

function rounded(seconds: number): number {
  return Math.round(seconds * 100) / 100
}
