import type { Json } from '../../web/json/json.ts'

/** Header values must be printable ASCII (RFC 9110, section 5.5), so other characters are escaped. */
export function toAsciiJson(value: Json): string {
  return JSON.stringify(value).replaceAll(
    /[^\x20-\x7e]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`,
  )
}
