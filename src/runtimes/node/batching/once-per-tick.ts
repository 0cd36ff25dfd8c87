/**
 * Returns a function that calls `make` at most once per tick of Node's event loop and caches the value for that tick.
 *
 * Sharing is safe because all requests of a tick were sent before the tick polled for input.
 */
export function perTurn<Value>(make: () => Value): () => Value {
  let made: { value: Value } | undefined
  return () => {
    if (made === undefined) {
      made = { value: make() }
      setImmediate(() => {
        made = undefined
      })
    }
    return made.value
  }
}
