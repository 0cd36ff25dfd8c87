/**
 * Yields `count` frames, starting over after the last one.
 */
export function* cycle<Frame>(frames: readonly Frame[], count: number): Iterable<Frame> {
  for (let index = 0; index < count; index += 1) {
    const frame = frames[index % frames.length]
    if (frame !== undefined) {
      yield frame
    }
  }
}
