/** A piece of a transcript and when it is said. */
export interface TimedText {
  text: string
  /** Seconds from the beginning. */
  start: number
  end: number
}

/** @returns the sentences of a text, spread over the duration by their lengths */
export function timedSentences(text: string, duration: number): TimedText[] {
  return timed(text.match(/[^.!?]+[.!?]*\s*|[.!?]+\s*/g) ?? [], duration)
}

/** @returns the words of a text, spread over the duration by their lengths */
export function timedWords(text: string, duration: number): TimedText[] {
  return timed(text.match(/\S+\s*/g) ?? [], duration)
}

/** Each piece takes as long as it is, one after the other, through the whole duration. */
function timed(pieces: string[], duration: number): TimedText[] {
  const secondsACharacter = duration / Math.max(1, pieces.join('').length)
  let position = 0
  return pieces.map((piece) => {
    const start = hundredths(position * secondsACharacter)
    position += piece.length
    return { text: piece.trim(), start, end: hundredths(position * secondsACharacter) }
  })
}

/** @returns the seconds, with two decimals */
export function hundredths(seconds: number): number {
  return Math.round(seconds * 100) / 100
}

/** @returns the subtitles in the SubRip format: numbered, times with a comma */
export function subRip(pieces: readonly TimedText[]): string {
  return pieces
    .map(({ text, start, end }, index) => {
      const times = `${clock(start, ',')} --> ${clock(end, ',')}`
      return `${index + 1}\n${times}\n${text}\n\n`
    })
    .join('')
}

/** @returns the subtitles in the WebVTT format (W3C) */
export function webVtt(pieces: readonly TimedText[]): string {
  const cues = pieces.map(
    ({ text, start, end }) => `${clock(start, '.')} --> ${clock(end, '.')}\n${text}\n\n`,
  )
  return `WEBVTT\n\n${cues.join('')}`
}

/** @returns `00:01:02,340` */
function clock(seconds: number, separator: string): string {
  const milliseconds = Math.round(seconds * 1000)
  const parts = [milliseconds / 3_600_000, (milliseconds / 60_000) % 60, (milliseconds / 1000) % 60]
  const whole = parts.map((part) => String(Math.floor(part)).padStart(2, '0')).join(':')
  return `${whole}${separator}${String(milliseconds % 1000).padStart(3, '0')}`
}
