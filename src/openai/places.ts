/** A place inside a JSON value: the member names and indexes that lead to it. */
export type Place = readonly string[]

/** @returns the place of a JSON pointer (RFC 6901) */
export function placeOf(pointer: string): Place {
  return pointer
    .split('/')
    .slice(1)
    .map((token) => token.replaceAll('~1', '/').replaceAll('~0', '~'))
}

/** @returns the JSON pointer (RFC 6901) of a place */
export function pointerTo(place: Place): string {
  return place.map((token) => `/${token.replaceAll('~', '~0').replaceAll('/', '~1')}`).join('')
}

/** @returns what stands at a place, or undefined; inherited members such as `constructor` are none of JSON */
export function valueAt(root: unknown, place: Place): unknown {
  return place.reduce<unknown>(
    (value, token) =>
      isContainer(value) && Object.hasOwn(value, token) ? Reflect.get(value, token) : undefined,
    root,
  )
}

/**
 * @param root the value that holds the place; only places in objects and arrays can be set, the root cannot
 * @param value what to put there, or undefined to take away what is there
 */
export function setAt(root: unknown, place: Place, value: unknown): void {
  const holder = valueAt(root, place.slice(0, -1))
  const token = place.at(-1)
  if (!isContainer(holder) || token === undefined) {
    return
  }
  if (value !== undefined) {
    // Not an assignment: a member may be called `__proto__`.
    Object.defineProperty(holder, token, { value, writable: true, enumerable: true, configurable: true })
  } else if (Array.isArray(holder)) {
    holder.splice(Number(token), 1)
  } else {
    Reflect.deleteProperty(holder, token)
  }
}

/** @returns the place as the API names it: `messages[0].role` */
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
