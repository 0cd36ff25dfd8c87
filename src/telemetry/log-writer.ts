import type { Writable } from 'node:stream'

/** Maximum bytes of buffered lines. Further lines are dropped until the reader catches up. */
const MAX_BUFFERED = 1_000_000

/**
 * Returns a function that writes lines without blocking, even if the reader is slow or absent.
 *
 * A test that starts the server and never reads its output must not stall it. Lines of one tick are written together,
 * since a write costs as much as a response; the rest is flushed on exit.
 *
 * @param stream standard output
 */
export function lineWriter(stream: Writable): (line: string) => void {
  disableBlockingWrites(stream)
  let buffered = ''
  const flush = () => {
    if (buffered !== '') {
      stream.write(buffered)
      buffered = ''
    }
  }
  process.once('exit', flush)
  return (line) => {
    if (stream.writableLength + buffered.length >= MAX_BUFFERED) {
      return
    }
    if (buffered === '') {
      setImmediate(flush)
    }
    buffered += `${line}\n`
  }
}

/** Pipes are synchronous in Node (docs of `process`, "A note on process I/O"), with no public option to change that. */
function disableBlockingWrites(stream: Writable): void {
  const handle: unknown = Reflect.get(stream, '_handle')
  if (typeof handle === 'object' && handle !== null && 'setBlocking' in handle) {
    const { setBlocking } = handle
    if (typeof setBlocking === 'function') {
      setBlocking.call(handle, false)
    }
  }
}
