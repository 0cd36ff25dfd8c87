/** @returns a list as in the service's messages: `'low'`, `'low' and 'high'`, `'low', 'medium', and 'high'` */
export function listOf(values: readonly string[]): string {
  const quoted = values.map((value) => `'${value}'`)
  const [first = '', second = ''] = quoted
  if (quoted.length <= 2) {
    return quoted.length === 2 ? `${first} and ${second}` : first
  }
  return `${quoted.slice(0, -1).join(', ')}, and ${quoted.at(-1) ?? ''}`
}

/** @returns a value as the service quotes it */
export function pythonOf(value: unknown): string {
  return typeof value === 'string' ? `'${value}'` : JSON.stringify(value)
}
