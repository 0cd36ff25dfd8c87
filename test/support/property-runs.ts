/**
 * @param few how many cases a property is put to by default, so that the tests stay quick
 * @returns as many, or `PROPERTY_FACTOR` times as many
 */
export function propertyRuns(few: number): number {
  const factor = Number(process.env['PROPERTY_FACTOR'] ?? 1)
  return Number.isInteger(factor) && factor > 0 ? few * factor : few
}
