import type { CataloguedOperation } from '../catalogue/catalogue.ts'
import type { ChosenPatches } from './choose-patches.ts'
import type { Preferences } from './preferences.ts'

/**
 * Steers Prism by the patches that apply, as far as the document goes: a status that it lacks is set on the answer
 * later, an example that it lacks is overlooked, and said.
 *
 * @param preferences the request's own, which go before what a patch says
 * @param chosen the patches that apply
 * @param operation what is to be mocked
 */
export function steer(
  preferences: Preferences,
  chosen: ChosenPatches | undefined,
  { route, statuses, exampleNames }: CataloguedOperation,
): { preferences: Preferences; warnings: string[] } {
  const { status, example } = chosen?.fields ?? {}
  const isKnown = example === undefined || exampleNames.includes(example)
  const warnings = isKnown
    ? []
    : [`operation ${route.id} has no example "${example}"; its examples are ${exampleNames.join(', ')}`]
  return {
    preferences: {
      ...(status !== undefined && statuses.includes(String(status)) && { code: status }),
      ...(example !== undefined && isKnown && { example }),
      ...preferences,
    },
    warnings,
  }
}
