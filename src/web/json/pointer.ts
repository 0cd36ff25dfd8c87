/** A path into a JSON value: member names and array indexes. */
export type JsonPath = readonly string[]

/** @returns the path of a JSON Pointer (RFC 6901) */
export function parsePointer(pointer: string): JsonPath {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** @returns the JSON Pointer (RFC 6901) of a path */
export function formatPointer(path: JsonPath): string {
  return path.map((token) => `/${token.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** @returns the value at a path, or undefined; inherited members such as `constructor` are ignored */
export function valueAt(root: unknown, path: JsonPath): unknown {
  return path.reduce<unknown>(
    (value, token) =>
      isContainer(value) && Object.hasOwn(value, token) ? Reflect.get(value, token) : undefined,
    root,
  )
}

/**
 * Sets or removes the value at a path. The root itself cannot be set.
 *
 * @param value the new value, or undefined to remove the member or item
 */
export function setAt(root: unknown, path: JsonPath, value: unknown): void {
  const container = valueAt(root, path.slice(0, -1))
  const token = path.at(-1)
  if (!isContainer(container) || token === undefined) {
    return
  }
  if (value !== undefined) {
    // Not an assignment, as a member may be named `__proto__`.
    Object.defineProperty(container, token, { value, writable: true, enumerable: true, configurable: true })
  } else if (Array.isArray(container)) {
    container.splice(Number(token), 1)
  } else {
    Reflect.deleteProperty(container, token)
  }
}

/** @returns the path in the API's notation: `messages[0].role` */
export function parameterName(root: unknown, path: JsonPath): string {
  return path.reduce((name, token, depth) => {
    if (Array.isArray(valueAt(root, path.slice(0, depth)))) {
      return `${name}[${token}]`
    }
    return name === '' ? token : `${name}.${token}`
  }, '')
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
