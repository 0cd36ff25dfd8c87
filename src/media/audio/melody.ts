/** Sample rate of all generated audio, in hertz: that of the API's speech. */
export const SAMPLE_RATE = 24_000

/** Pitches of one second, in hertz, within the range of a voice. */
const NOTES = [196, 247, 220, 294, 262]

const LOUDNESS = 9000

/**
 * Creates notes that swell and fade, with silence at both ends, so that the sound can be looped.
 *
 * @param length length in samples
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
