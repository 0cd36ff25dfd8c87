import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

const project = resolve(import.meta.dirname, '..')

/** `npm ci` takes it away: with other packages, the same sources may be built to something else. */
const RECORD = resolve(project, 'node_modules/.cache/openai-edge-mock/as-built.json')

/** Size and last change of files, by their path from the project's folder; null where there is none. */
export type FileStates = Readonly<Record<string, string | null>>

/** @param files paths from the project's folder */
export function statesOf(files: readonly string[]): FileStates {
  return Object.fromEntries(files.map((file) => [file, stateOf(file)]))
}

/**
 * Looks whether all is as it was after the last build, without reading any of it: a start that has to find that out by the
 * sources themselves takes a quarter longer.
 *
 * @param record where {@link recordAsBuilt} put it
 * @returns false when something may have to be built; what other variables than the usual ones ask for is not on record
 */
export function isAsBuilt(record: string = RECORD): boolean {
  if (wantsOther()) {
    return false
  }
  const states = readRecord(record)
  return states !== undefined && Object.entries(states).every(([file, state]) => stateOf(file) === state)
}

/**
 * @param states what was built from, as it was before, and what was made of it
 * @param record the file to write
 */
export function recordAsBuilt(states: FileStates, record: string = RECORD): void {
  if (!wantsOther()) {
    mkdirSync(dirname(record), { recursive: true })
    writeFileSync(record, JSON.stringify(states))
  }
}

function wantsOther(): boolean {
  return [process.env['OPENAI_SPEC'], process.env['SPEC_SOURCE']].some((value) => value)
}

function stateOf(file: string): string | null {
  const state = statSync(resolve(project, file), { throwIfNoEntry: false })
  return state === undefined ? null : `${state.size} ${state.mtimeMs}`
}

function readRecord(record: string): FileStates | undefined {
  try {
    const states: FileStates = JSON.parse(readFileSync(record, 'utf8'))
    return states
  } catch {
    return undefined
  }
}
