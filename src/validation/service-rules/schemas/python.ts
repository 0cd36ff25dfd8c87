/** @returns a JSON value as Python prints it, as in the service's messages */
export function pythonValue(value: unknown): string {
  if (value === null || value === undefined) {
    return 'None'
  }
  if (typeof value === 'boolean') {
    return value ? 'True' : 'False'
  }
  if (typeof value === 'string') {
    return `'${value}'`
  }
  if (Array.isArray(value)) {
    return `[${value.map(pythonValue).join(', ')}]`
  }
  if (typeof value === 'object') {
    const members = Object.entries(value).map(([name, member]) => `'${name}': ${pythonValue(member)}`)
    return `{${members.join(', ')}}`
  }
  return JSON.stringify(value)
}

/** @returns a path as a Python tuple: `('properties', 'tags')` */
export function pythonTuple(path: readonly string[]): string {
  const parts = path.map((part) => `'${part}'`)
  return parts.length === 1 ? `(${parts[0]},)` : `(${parts.join(', ')})`
}
