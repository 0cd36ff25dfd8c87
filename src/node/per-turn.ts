/**
 * Does once in a turn of Node's event loop what every request of that turn would do for itself. All of them were sent before
 * the turn began to look for what has come in.
 *
 * @param make makes what they share
 * @returns what was made in this turn
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
