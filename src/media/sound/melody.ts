/** Samples a second of all sound, as the API's speech has it. */
export const SAMPLE_RATE = 24_000

/** Pitches, in hertz: what a voice might do in a second. */
const NOTES = [196, 247, 220, 294, 262]

const LOUDNESS = 9000

/**
 * A second of a calm voice without words: some notes that swell and fade, with silence at both ends, so that it can be
 * repeated.
 *
 * @param length in samples
 * @returns samples from -32768 to 32767
 */
export function melody(length: number): Int16Array {
  const noteLength = length / NOTES.length
  return Int16Array.from({ length }, (_, index) => {
    const note = NOTES[Math.floor(index / noteLength)] ?? 0
    const swell = Math.sin((Math.PI * (index % noteLength)) / noteLength) ** 2
    const turn = (2 * Math.PI * note * index) / SAMPLE_RATE
    return Math.round(LOUDNESS * swell * (Math.sin(turn) + 0.3 * Math.sin(2 * turn)))
  })
}
