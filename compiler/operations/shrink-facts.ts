import type { RequestFacts, ValueFacts } from '../../src/catalogue/contract.ts'

/**
 * Removes facts that state nothing and shares equal ones.
 *
 * @returns the facts with new indexes, or undefined if none is left
 */
export function shrinkFacts({ values, body, form, query }: RequestFacts): RequestFacts | undefined {
  const useful = findUseful(values)
  const names = shareEqual(values, useful)
  const shrunk: ValueFacts[] = []
  const indexes = new Map<number, number>()
  const place = (index: number): number => {
    if (index === -1 || !useful.has(index)) {
      return -1
    }
    const name = names.get(index) ?? index
    const known = indexes.get(name)
    if (known !== undefined) {
      return known
    }
    const at = shrunk.length
    indexes.set(name, at)
    const facts: ValueFacts = {}
    shrunk.push(facts)
    Object.assign(facts, withIndexes(values[name] ?? {}, place))
    return at
  }
  const roots = Object.entries({ body, form, query }).flatMap(([slot, index]) => {
    const at = index === undefined ? -1 : place(index)
    return at === -1 ? [] : [[slot, at]]
  })
  return shrunk.length === 0 ? undefined : { ...Object.fromEntries(roots), values: shrunk }
}

/** Objects state something if they are closed or if one of their parts states something. */
function findUseful(values: readonly ValueFacts[]): ReadonlySet<number> {
  const useful = new Set<number>()
  let before = -1
  while (before !== useful.size) {
    before = useful.size
    for (const [index, facts] of values.entries()) {
      const { closed, limits, maxNameLength } = facts
      if (
        closed === true ||
        limits !== undefined ||
        maxNameLength !== undefined ||
        partsOf(facts).some((part) => useful.has(part))
      ) {
        useful.add(index)
      }
    }
  }
  return useful
}

function partsOf({ members = {}, items = -1, others = -1, branches = {} }: ValueFacts): number[] {
  return [...Object.values(members), items, others, ...Object.values(branches)]
}

/** @returns the index of the first equal facts, found by comparing repeatedly until nothing changes */
function shareEqual(values: readonly ValueFacts[], useful: ReadonlySet<number>): Map<number, number> {
  let names = new Map<number, number>()
  for (let before = Infinity; ;) {
    const groups = new Map<string, number>()
    const next = new Map<number, number>()
    const nameOf = (index: number) => (useful.has(index) ? (names.get(index) ?? index) : -1)
    for (const index of useful) {
      const text = JSON.stringify(withIndexes(values[index] ?? {}, nameOf))
      const name = groups.get(text) ?? index
      groups.set(text, name)
      next.set(index, name)
    }
    names = next
    if (groups.size >= before) {
      return names
    }
    before = groups.size
  }
}

function withIndexes(facts: ValueFacts, indexOf: (index: number) => number): ValueFacts {
  const { members, items, others, branches, closed, limits, maxNameLength, tag } = facts
  const entries = (record: Record<string, number>, keepsEmpty: boolean) =>
    Object.fromEntries(
      Object.entries(record)
        .map(([name, index]): [string, number] => [name, indexOf(index)])
        .filter(([, index]) => keepsEmpty || index !== -1),
    )
  const item = items === undefined ? -1 : indexOf(items)
  const other = others === undefined ? -1 : indexOf(others)
  return {
    ...(members && { members: entries(members, closed === true) }),
    ...(closed && { closed }),
    ...(item !== -1 && { items: item }),
    ...(other !== -1 && { others: other }),
    ...(maxNameLength !== undefined && { maxNameLength }),
    ...(limits && { limits }),
    ...(tag !== undefined && { tag }),
    ...(branches && { branches: entries(branches, false) }),
  }
}
