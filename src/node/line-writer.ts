import type { Writable } from 'node:stream'

/** Lines that nobody reads are kept up to this many bytes; what comes then is dropped. */
const MOST_WAITING = 1_000_000

/**
 * Writes lines without ever waiting for who reads them: a test that starts the server and forgets its output must not
 * bring it to a standstill. Lines of one turn of the event loop go out together, since each write costs as much as an
 * answer, and the last ones when the process ends.
 *
 * @param stream standard output
 */
export function lineWriter(stream: Writable): (line: string) => void {
  stopBlocking(stream)
  let waiting = ''
  const flush = () => {
    if (waiting !== '') {
      stream.write(waiting)
      waiting = ''
    }
  }
  process.once('exit', flush)
  return (line) => {
    if (stream.writableLength + waiting.length >= MOST_WAITING) {
      return
    }
    if (waiting === '') {
      setImmediate(flush)
    }
    waiting += `${line}\n`
  }
}

/** Node makes writing to pipes synchronous (documentation of `process`, "A note on process I/O"), and has no option. */
function stopBlocking(stream: Writable): void {
  const handle: unknown = Reflect.get(stream, '_handle')
  if (typeof handle === 'object' && handle !== null && 'setBlocking' in handle) {
    const { setBlocking } = handle
    if (typeof setBlocking === 'function') {
      setBlocking.call(handle, false)
    }
  }
}
