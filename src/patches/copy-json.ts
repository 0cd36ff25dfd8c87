import { isRecord } from '../is-record.ts'

/** @returns a copy of a JSON value that shares nothing with it; `structuredClone` takes ten times as long */
export function copyJson<Value>(value: Value): Value
export function copyJson(value: unknown): unknown {
  if (Array.isArray(value)) {
    return value.map((item: unknown) => copyJson(item))
  }
  if (!isRecord(value)) {
    return value
  }
  const copy = { ...value }
  for (const name of Object.keys(copy)) {
    const member = copy[name]
    if (typeof member === 'object' && member !== null) {
      copy[name] = copyJson(member)
    }
  }
  return copy
}
