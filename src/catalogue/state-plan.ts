import type { OperationRoute, StatePlan, StoredStatePlan } from './contract.ts'

/** The part of a plan that follows from the operation's path. */
type DerivedPlan = Pick<StatePlan, 'family' | 'item' | 'parents'>

/**
 * Adds to a stored plan what follows from the operation's path, which would be half of the catalogue's plans.
 *
 * @param stored may override what is derived
 */
export function expandStatePlan(route: Pick<OperationRoute, 'path'>, stored: StoredStatePlan): StatePlan {
  return { ...derivePlan(route.path, stored.does), ...stored }
}

/** @returns the plan without what {@link expandStatePlan} derives */
export function compactStatePlan(route: Pick<OperationRoute, 'path'>, plan: StatePlan): StoredStatePlan {
  const derived: Partial<StatePlan> = derivePlan(route.path, plan.does)
  const { family, parents, item, ...rest } = plan
  const isItemKnown = item === undefined || item === derived.item || derived.item === undefined
  return {
    ...rest,
    ...(family !== derived.family && { family }),
    ...(!isItemKnown && { item }),
    ...(JSON.stringify(parents) !== JSON.stringify(derived.parents) && { parents }),
  }
}

function derivePlan(path: string, does: StatePlan['does']): DerivedPlan {
  const segments = path.split('/')
  const family = segments.slice(0, segments.length - (SEGMENTS_BELOW[does] ?? 0)).join('/')
  const item = does in SEGMENTS_BELOW ? parametersOf(path).at(-1) : undefined
  return {
    family,
    ...(item !== undefined && { item }),
    parents: parametersOf(family).map((parameter) => ({
      parameter,
      family: family.slice(0, family.indexOf(`/{${parameter}}`)),
    })),
  }
}

/** How many segments the path of an operation on an item has below the path of its collection. */
const SEGMENTS_BELOW: Readonly<Partial<Record<StatePlan['does'], number>>> = {
  get: 1,
  update: 1,
  delete: 1,
  act: 2,
}

function parametersOf(path: string): string[] {
  return [...path.matchAll(/\{([^}]+)\}/g)].map(([, name = '']) => name)
}
