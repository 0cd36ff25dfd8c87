/**
 * @param body fields of a form, whose files stand among its other values
 * @returns the files that were sent, in order
 */
export function uploadsIn(body: Readonly<Record<string, unknown>>): File[] {
  return Object.values(body)
    .flat()
    .filter((value) => value instanceof File)
}
