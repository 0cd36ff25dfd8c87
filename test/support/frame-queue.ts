import type { ReceivedFrame } from '../scenarios/sockets/socket-scenario.ts'

const TIMEOUT_MS = 10_000

/** Frames that arrived and were not read yet. */
export class FrameQueue {
  readonly #frames: ReceivedFrame[] = []
  #wake = (): void => {}

  add(frame: ReceivedFrame): void {
    this.#frames.push(frame)
    this.#wake()
  }

  /** @returns the next frame */
  async next(): Promise<ReceivedFrame> {
    if (this.#frames.length === 0) {
      await new Promise<void>((resolve, reject) => {
        const timer = setTimeout(() => reject(new Error('The server sent no frame')), TIMEOUT_MS)
        this.#wake = () => {
          clearTimeout(timer)
          resolve()
        }
      })
    }
    const frame = this.#frames.shift()
    if (frame === undefined) {
      throw new Error('The server sent no frame')
    }
    return frame
  }
}
