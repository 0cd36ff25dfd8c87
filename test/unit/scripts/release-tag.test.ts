import { spawnSync } from 'node:child_process'
import { resolve } from 'node:path'
import { describe, expect, test } from 'vitest'
import { readLock } from '../../../compiler/source/lock.ts'
import { releaseTag } from '../../../scripts/release-tag.ts'

const commit = 'f85dbe223d40e1a31cba812ab2d755c7e98a92a3'
const date = new Date('2026-08-21T23:30:00Z')

describe('release tag', () => {
  test('the release tag contains the date and the document commit', () => {
    expect(releaseTag({ date, commit, tags: [] })).toBe('v2026.08.21-f85dbe2')
  })

  test('the release tag is numbered from the second release of a day', () => {
    const tags = ['v2026.08.21-f85dbe2']
    expect(releaseTag({ date, commit, tags })).toBe('v2026.08.21-1-f85dbe2')
    expect(releaseTag({ date, commit, tags: [...tags, 'v2026.08.21-1-f85dbe2'] })).toBe(
      'v2026.08.21-2-f85dbe2',
    )
  })

  test('the release number follows the highest number of the day for any document', () => {
    const tags = ['v2026.08.21-9-0123456', 'v2026.08.21-10-0123456', 'v2026.08.21-89abcde']
    expect(releaseTag({ date, commit, tags })).toBe('v2026.08.21-11-f85dbe2')
  })

  test('the release number ignores a tag with an all-digit commit', () => {
    expect(releaseTag({ date, commit, tags: ['v2026.08.21-1234567'] })).toBe('v2026.08.21-1-f85dbe2')
  })

  test('the release number ignores tags of other days and other formats', () => {
    const tags = [
      'v2026.08.20-f85dbe2',
      'v2026.08.2',
      'v2026x08.21-f85dbe2',
      'nightly',
      'v2026.08.21-f85dbe2-rc',
    ]
    expect(releaseTag({ date, commit, tags })).toBe('v2026.08.21-f85dbe2')
  })

  test('the release tag rejects an abbreviated commit', () => {
    expect(() => releaseTag({ date, commit: 'f85dbe2', tags: [] })).toThrow(
      '"f85dbe2" is not a full commit hash',
    )
  })

  test('scripts/release-tag.ts prints the tag for today and the pinned document', () => {
    const script = resolve(import.meta.dirname, '../../../scripts/release-tag.ts')
    const { stdout } = spawnSync(process.execPath, [script], { input: 'nightly\n', encoding: 'utf8' })
    const today = new Date().toISOString().slice(0, 10).replaceAll('-', '.')
    expect(stdout).toBe(`v${today}-${readLock().commit.slice(0, 7)}\n`)
  })
})
