/**
 * @param frames that follow each other
 * @param count how many frames are wanted
 * @returns so many frames, from the first one again after the last
 */
export function* repeated<Frame>(frames: readonly Frame[], count: number): Iterable<Frame> {
  for (let index = 0; index < count; index += 1) {
    const frame = frames[index % frames.length]
    if (frame !== undefined) {
      yield frame
    }
  }
}
