import type { Violation } from '../catalogue/contract.ts'

/** For keywords with a limit, the closest value that satisfies it. */
const FIXES: Readonly<Record<string, (value: unknown, limit: number) => unknown>> = {
  minimum: (_, limit) => limit,
  maximum: (_, limit) => limit,
  maxLength: (value, limit) => String(value).slice(0, limit),
  minLength: (value, limit) => String(value).padEnd(limit, 'x'),
  maxItems: (value, limit) => (Array.isArray(value) ? value.slice(0, limit) : undefined),
}

/** @returns the closest value within the violated limit, undefined if the violation is not about a limit */
export function withinLimit(
  value: unknown,
  { keyword, params }: Pick<Violation, 'keyword' | 'params'>,
): unknown {
  return Object.hasOwn(FIXES, keyword) ? FIXES[keyword]?.(value, Number(params['limit'])) : undefined
}
