/** A segment of a transcript with its timing. */
export interface TimedText {
  text: string
  /** Seconds from the start of the recording. */
  start: number
  end: number
}

/** @returns the sentences of a text, timed in proportion to their lengths */
export function timedSentences(text: string, duration: number): TimedText[] {
  return distribute(text.match(/[^.!?]+[.!?]*\s*|[.!?]+\s*/g) ?? [], duration)
}

/** @returns the words of a text, timed in proportion to their lengths */
export function timedWords(text: string, duration: number): TimedText[] {
  return distribute(text.match(/\S+\s*/g) ?? [], duration)
}

function distribute(pieces: string[], duration: number): TimedText[] {
  const secondsPerCharacter = duration / Math.max(1, pieces.join('').length)
  let position = 0
  return pieces.map((piece) => {
    const start = roundToHundredths(position * secondsPerCharacter)
    position += piece.length
    return { text: piece.trim(), start, end: roundToHundredths(position * secondsPerCharacter) }
  })
}

/** @returns the seconds, rounded to two decimals */
export function roundToHundredths(seconds: number): number {
  return Math.round(seconds * 100) / 100
}

/** @returns the subtitles in SubRip format: numbered cues, times with a decimal comma */
export function subRip(pieces: readonly TimedText[]): string {
  return pieces
    .map(({ text, start, end }, index) => {
      const times = `${formatClock(start, ',')} --> ${formatClock(end, ',')}`
      return `${index + 1}\n${times}\n${text}\n\n`
    })
    .join('')
}

/** @returns the subtitles in WebVTT format (W3C) */
export function webVtt(pieces: readonly TimedText[]): string {
  const cues = pieces.map(
    ({ text, start, end }) => `${formatClock(start, '.')} --> ${formatClock(end, '.')}\n${text}\n\n`,
  )
  return `WEBVTT\n\n${cues.join('')}`
}

/** @returns `00:01:02,340` */
function formatClock(seconds: number, separator: string): string {
  const milliseconds = Math.round(seconds * 1000)
  const parts = [milliseconds / 3_600_000, (milliseconds / 60_000) % 60, (milliseconds / 1000) % 60]
  const whole = parts.map((part) => String(Math.floor(part)).padStart(2, '0')).join(':')
  return `${whole}${separator}${String(milliseconds % 1000).padStart(3, '0')}`
}
