/** First and last name. */
type Person = readonly [first: string, last: string]

/** People in sample values. */
export const PEOPLE: readonly [Person, ...Person[]] = [
  ['Ada', 'Lovelace'],
  ['Grace', 'Hopper'],
  ['Alan', 'Turing'],
  ['Katherine', 'Johnson'],
  ['Edsger', 'Dijkstra'],
  ['Barbara', 'Liskov'],
]

const FIRST_PEOPLE = PEOPLE.slice(0, 3)

/** First names, last names, full names and email addresses of the first people. */
export const FIRST_NAMES: readonly string[] = FIRST_PEOPLE.map(([first]) => first)
export const LAST_NAMES: readonly string[] = FIRST_PEOPLE.map(([, last]) => last)
export const FULL_NAMES: readonly string[] = FIRST_PEOPLE.map((names) => names.join(' '))
export const EMAIL_ADDRESSES: readonly string[] = FIRST_PEOPLE.map(
  ([first]) => `${first.toLowerCase()}@example.com`,
)
