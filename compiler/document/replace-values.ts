import type { JsonPath } from '../../src/web/json/pointer.ts'

/** A location and its new value. */
export type Replacement = readonly [path: JsonPath, value: unknown]

/** @returns a copy with new values at existing locations; parts without replacements are shared with the original */
export function replaceValues<T extends object>(root: T, replacements: readonly Replacement[]): T {
  const copy = { ...root }
  const copies = new Set<unknown>([copy])
  const isCopy = (value: unknown): value is object => copies.has(value)
  for (const [path, value] of replacements) {
    let holder: object = copy
    for (const token of path.slice(0, -1)) {
      const member: unknown = Reflect.get(holder, token)
      const inner: object = isCopy(member)
        ? member
        : Array.isArray(member)
          ? [...member]
          : { ...Object(member) }
      copies.add(inner)
      setMember(holder, token, inner)
      holder = inner
    }
    setMember(holder, path.at(-1) ?? '', value)
  }
  return copy
}

/** @returns a shallow copy of an object or array */
export function copyOf(value: unknown): object {
  return Array.isArray(value) ? [...value] : { ...Object(value) }
}

/** Sets an own member; an assignment would not for `__proto__`. */
export function setMember(holder: object, name: string, value: unknown): void {
  if (name === '__proto__') {
    Object.defineProperty(holder, name, { value, writable: true, enumerable: true, configurable: true })
  } else {
    Reflect.set(holder, name, value)
  }
}
