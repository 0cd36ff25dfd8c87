let count = 0

/**
 * Returns the header of a namespace that no other request of the test process uses. Without the objects that earlier
 * requests created, equal requests get equal responses.
 */
export function freshNamespace(): Record<string, string> {
  count += 1
  return { 'x-mock-namespace': `fresh-${count}` }
}
