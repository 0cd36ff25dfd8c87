import { describe, expect, test } from 'vitest'
import { allScenarios } from './all.ts'

/** @returns the texts that occur more than once */
function duplicates(texts: readonly string[]): string[] {
  return texts.filter((text, index) => texts.indexOf(text) !== index)
}

describe('titles of scenarios', () => {
  const titles = Object.entries(allScenarios).flatMap(([suite, scenarios]) =>
    scenarios.map(({ title }) => `${suite} > ${title}`),
  )

  test('no two scenarios of a suite have the same title', () => {
    expect(titles.length).toBeGreaterThan(400)
    expect(duplicates(titles)).toEqual([])
  })

  test('no scenario title needs its neighbors', () => {
    expect(titles.filter((title) => /, too$|\.\.\.$|%[sdj]/.test(title))).toEqual([])
  })

  test('a repeated title is found', () => {
    expect(duplicates(['a', 'b', 'a'])).toEqual(['a'])
  })
})
