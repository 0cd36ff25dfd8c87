/** How many cases each property is put to: few, so that the tests stay quick, or as many as `PROPERTY_RUNS` says. */
export function propertyRuns(few: number): number {
  const wanted = Number(process.env['PROPERTY_RUNS'] ?? few)
  return Number.isInteger(wanted) && wanted > 0 ? wanted : few
}
