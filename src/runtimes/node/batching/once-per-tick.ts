/**
 * Returns a function that calls `make` at most once per tick of Node's event loop and caches the value for that tick.
 *
 * Sharing is safe because all requests of a tick were sent before the tick polled for input.
 */
export function oncePerTick<Value>(make: () => Value): () => Value {
  let cached: { value: Value } | undefined
  return () => {
    if (cached === undefined) {
      cached = { value: make() }
      setImmediate(() => {
        cached = undefined
      })
    }
    return cached.value
  }
}
