import { readFileSync } from 'node:fs'
import { readLock } from '../compiler/source/lock.ts'

/** Number of characters of the document's commit in a tag. */
const COMMIT_LENGTH = 7

/** Inputs of a release tag. */
export interface ReleaseTagOptions {
  /** Release date, in UTC. */
  date: Date
  /** Full commit hash of the pinned document. */
  commit: string
  /** All existing tags. */
  tags: readonly string[]
}

/**
 * @returns `vYYYY.mm.dd-{commit}`, or `vYYYY.mm.dd-{n}-{commit}` for further releases of the day, with `n` from 1
 * @throws {RangeError} if the commit is not a full hash
 */
export function releaseTag({ date, commit, tags }: ReleaseTagOptions): string {
  if (!/^[0-9a-f]{40}$/.test(commit)) {
    throw new RangeError(`"${commit}" is not a full commit hash; check spec/openai.lock.json`)
  }
  const day = `v${date.toISOString().slice(0, 10).replaceAll('-', '.')}`
  const ofDay = new RegExp(`^${day.replaceAll('.', '\\.')}(?:-(\\d{1,6}))?-[0-9a-f]{${COMMIT_LENGTH}}$`)
  const numbers = tags.flatMap((tag) => {
    const match = ofDay.exec(tag)
    return match === null ? [] : [Number(match[1] ?? 0)]
  })
  const next = numbers.length === 0 ? 0 : Math.max(...numbers) + 1
  return [day, ...(next === 0 ? [] : [next]), commit.slice(0, COMMIT_LENGTH)].join('-')
}

if (import.meta.main) {
  // Usage: git tag --list | node scripts/release-tag.ts
  const tags = readFileSync(0, 'utf8').split('\n').filter(Boolean)
  console.log(releaseTag({ date: new Date(), commit: readLock().commit, tags }))
}
