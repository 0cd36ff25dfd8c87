import { readFileSync } from 'node:fs'
import { readLock } from '../spec/lock.ts'

/** Characters of the document's commit in a tag. */
const COMMIT_LENGTH = 7

/** What a release's tag is made of. */
export interface ReleaseTagOptions {
  /** The day of the release, in UTC. */
  date: Date
  /** Full hash of the pinned document's commit. */
  commit: string
  /** All tags that there are. */
  tags: readonly string[]
}

/**
 * @returns `vYYYY.mm.dd-{commit}`, and from the second release of a day on `vYYYY.mm.dd-{n}-{commit}`, `n` counting
 *   from 1
 * @throws {RangeError} when the commit is no full hash
 */
export function releaseTag({ date, commit, tags }: ReleaseTagOptions): string {
  if (!/^[0-9a-f]{40}$/.test(commit)) {
    throw new RangeError(`"${commit}" is no full commit hash; see spec/openai.lock.json`)
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
  // The tags come on standard input: `git tag --list | node scripts/release-tag.ts`.
  const tags = readFileSync(0, 'utf8').split('\n').filter(Boolean)
  console.log(releaseTag({ date: new Date(), commit: readLock().commit, tags }))
}
