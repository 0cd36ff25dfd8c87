/** Texts of the bodies that stay as they are, once they have been asked for. */
const texts = new WeakMap<object, string | undefined>()

/** Says of a body that nobody will ever change it, so that it is put into text once. */
export function keepText(body: unknown): void {
  if (typeof body === 'object' && body !== null) {
    texts.set(body, undefined)
  }
}

/** @returns the body as JSON */
export function jsonText(body: unknown): string {
  if (typeof body !== 'object' || body === null || !texts.has(body)) {
    return JSON.stringify(body)
  }
  const text = texts.get(body) ?? JSON.stringify(body)
  texts.set(body, text)
  return text
}
