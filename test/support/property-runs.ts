/**
 * @param defaultRuns the default number of cases, small to keep the tests fast
 * @returns the number of cases, multiplied by `PROPERTY_FACTOR` if that is set
 */
export function propertyRuns(defaultRuns: number): number {
  const factor = Number(process.env['PROPERTY_FACTOR'] ?? 1)
  return Number.isInteger(factor) && factor > 0 ? defaultRuns * factor : defaultRuns
}
