/** Keywords whose errors only report that a subschema failed, which has errors of its own. */
const WRAPPER_KEYWORDS = new Set(['$ref', 'anyOf', 'oneOf', 'allOf', 'if', 'discriminator', 'not'])

/** @returns true for an error about the value itself, false for one that reports the errors of a subschema */
export function isOwnError({ keyword }: { keyword: string }): boolean {
  return !WRAPPER_KEYWORDS.has(keyword)
}

/** @returns the errors about the most deeply nested value, which belong to the intended branch of a union */
export function deepestErrors<E extends { keyword: string }>(
  errors: readonly E[],
  pointerOf: (error: E) => string,
): E[] {
  const depthOf = (error: E) => pointerOf(error).split('/').length
  const greatest = Math.max(...errors.map(depthOf))
  const deepest = errors.filter((error) => depthOf(error) === greatest)
  const own = deepest.filter(isOwnError)
  return own.length > 0 ? own : deepest
}
