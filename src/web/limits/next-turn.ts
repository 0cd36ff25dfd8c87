/** Waits until the event loop has handled other events, such as requests. */
export function nextTurn(): Promise<void> {
  return new Promise((resolve) => {
    if (typeof setImmediate === 'function') {
      setImmediate(resolve)
    } else {
      setTimeout(resolve, 0)
    }
  })
}
