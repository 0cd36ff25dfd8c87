/** Cached JSON of immutable bodies; undefined until first used. */
const jsonCache = new WeakMap<object, string | undefined>()

/** Marks a body as immutable, so that it is serialized only once. */
export function cacheJson(body: unknown): void {
  if (typeof body === 'object' && body !== null) {
    jsonCache.set(body, undefined)
  }
}

/** @returns the body as JSON, cached if it was marked with {@link cacheJson} */
export function jsonText(body: unknown): string {
  if (typeof body !== 'object' || body === null || !jsonCache.has(body)) {
    return JSON.stringify(body)
  }
  const text = jsonCache.get(body) ?? JSON.stringify(body)
  jsonCache.set(body, text)
  return text
}
