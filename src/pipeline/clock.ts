import type { NamespaceSettings } from '../patches/document.ts'

/**
 * The header `X-Mock-Clock`, or a namespace's setting, stops the clock, for answers that are the same to the byte.
 *
 * @returns seconds since 1970
 */
export function clockOf(headers: Headers, { clock }: NamespaceSettings): number {
  const stopped = headers.get('x-mock-clock')
  return stopped !== null && /^\d{1,12}$/.test(stopped)
    ? Number(stopped)
    : (clock ?? Math.floor(Date.now() / 1000))
}
