import type { Json } from '../../web/json/json.ts'

/** Searches the whole value, so that no request is rejected that the service accepts. */
export function mentionsJson(value: Json | undefined): boolean {
  return /json/i.test(JSON.stringify(value ?? null))
}
