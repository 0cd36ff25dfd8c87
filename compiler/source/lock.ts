import { readFileSync, writeFileSync } from 'node:fs'

/** The pinned version of OpenAI's document, and where to find it. */
export interface Lock {
  /** GitHub `owner/name`. */
  repository: string
  /** Full commit hash. */
  commit: string
  /** Date of that commit, `YYYY-MM-DD`. */
  date: string
  /** Path of the document inside the repository. */
  file: string
  /** SHA-256 of the file, in hex. */
  sha256: string
  /** Files (relative to the project) and URLs, in order; variables: `{repository}`, `{commit}`, `{file}`. */
  places: string[]
}

const lockFile = new URL('../../spec/openai.lock.json', import.meta.url)

/** Reads `spec/openai.lock.json`. */
export function readLock(): Lock {
  return JSON.parse(readFileSync(lockFile, 'utf8'))
}

/** Writes `spec/openai.lock.json`. */
export function writeLock(lock: Lock): void {
  writeFileSync(lockFile, `${JSON.stringify(lock, null, 2)}\n`)
}

/** @returns the locations of the lock with their variables filled in, in the order to try them */
export function locationsOf(lock: Lock): string[] {
  return lock.places.map((place) =>
    place
      .replace('{repository}', lock.repository)
      .replace('{commit}', lock.commit)
      .replace('{file}', lock.file),
  )
}
