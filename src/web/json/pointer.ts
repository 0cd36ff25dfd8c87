/** A path into a JSON value: member names and array indexes. */
export type Place = readonly string[]

/** @returns the path of a JSON Pointer (RFC 6901) */
export function placeOf(pointer: string): Place {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** @returns the JSON Pointer (RFC 6901) of a path */
export function pointerTo(place: Place): string {
  return place.map((token) => `/${token.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** @returns the value at a path, or undefined; inherited members such as `constructor` are ignored */
export function valueAt(root: unknown, place: Place): unknown {
  return place.reduce<unknown>(
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
export function setAt(root: unknown, place: Place, value: unknown): void {
  const holder = valueAt(root, place.slice(0, -1))
  const token = place.at(-1)
  if (!isContainer(holder) || token === undefined) {
    return
  }
  if (value !== undefined) {
    // Not an assignment, as a member may be named `__proto__`.
    Object.defineProperty(holder, token, { value, writable: true, enumerable: true, configurable: true })
  } else if (Array.isArray(holder)) {
    holder.splice(Number(token), 1)
  } else {
    Reflect.deleteProperty(holder, token)
  }
}

/** @returns the path in the API's notation: `messages[0].role` */
export function nameOf(root: unknown, place: Place): string {
  return place.reduce((name, token, depth) => {
    if (Array.isArray(valueAt(root, place.slice(0, depth)))) {
      return `${name}[${token}]`
    }
    return name === '' ? token : `${name}.${token}`
  }, '')
}

function isContainer(value: unknown): value is object {
  return typeof value === 'object' && value !== null
}
