/** Cached JSON of immutable bodies; undefined until first used. */
const texts = new WeakMap<object, string | undefined>()

/** Marks a body as immutable, so that it is serialized only once. */
export function keepText(body: unknown): void {
  if (typeof body === 'object' && body !== null) {
    texts.set(body, undefined)
  }
}

/** @returns the body as JSON, cached if it was marked with {@link keepText} */
export function jsonText(body: unknown): string {
  if (typeof body !== 'object' || body === null || !texts.has(body)) {
    return JSON.stringify(body)
  }
  const text = texts.get(body) ?? JSON.stringify(body)
  texts.set(body, text)
  return text
}
