import type { ResponseRequest } from '../response-request.ts'

/** @returns true if the request's `include` contains the value */
export function isIncluded({ include }: ResponseRequest, value: string): boolean {
  return include?.includes(value) === true
}
