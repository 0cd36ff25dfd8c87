import type { Writable } from 'node:stream'

/** Maximum bytes of buffered lines. Further lines are dropped until the reader catches up. */
const MAX_BUFFERED = 1_000_000

/**
 * Returns a function that writes lines without blocking, even if the reader is slow or absent.
 *
 * A test that starts the server and never reads its output must not stall it. Lines of one tick are written together,
 * since a write costs as much as a response; the rest is flushed on exit. Node queues writes to a full pipe, although
 * its documentation calls pipes synchronous; terminals and files are synchronous, and nobody waits for them.
 *
 * @param stream standard output
 */
export function lineWriter(stream: Writable): (line: string) => void {
  let buffered = ''
  let isBroken = false
  // A closed pipe or a full disk ends the log, not the process.
  stream.on('error', () => {
    isBroken = true
    buffered = ''
  })
  const flush = () => {
    if (buffered !== '' && !isBroken) {
      stream.write(buffered)
      buffered = ''
    }
  }
  process.once('exit', flush)
  return (line) => {
    if (isBroken || stream.writableLength + buffered.length >= MAX_BUFFERED) {
      return
    }
    if (buffered === '') {
      setImmediate(flush)
    }
    buffered += `${line}\n`
  }
}
