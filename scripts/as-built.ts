import { mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'

const project = resolve(import.meta.dirname, '..')

/** `npm ci` removes it, since other packages may change the build output. */
const RECORD = resolve(project, 'node_modules/.cache/openai-edge-mock/as-built.json')

/** Size and modification time of files by path relative to the project; null for missing files. */
export type FileStates = Readonly<Record<string, string | null>>

/** @param files paths relative to the project */
export function fileStates(files: readonly string[]): FileStates {
  return Object.fromEntries(files.map((file) => [file, fileState(file)]))
}

/**
 * Checks whether the last build is up to date by size and modification time. Reading the sources instead would make the
 * start 25 % slower.
 *
 * @param record the file written by {@link recordBuild}
 * @returns false if a build may be needed, always so if `OPENAI_SPEC` or `SPEC_SOURCE` is set
 */
export function isBuildCurrent(record: string = RECORD): boolean {
  if (hasSpecOverride()) {
    return false
  }
  const states = readRecord(record)
  return states !== undefined && Object.entries(states).every(([file, state]) => fileState(file) === state)
}

/**
 * Records the state of the build for {@link isBuildCurrent}, unless `OPENAI_SPEC` or `SPEC_SOURCE` is set.
 *
 * @param states the sources before the build and its outputs
 * @param record the file to write
 */
export function recordBuild(states: FileStates, record: string = RECORD): void {
  if (!hasSpecOverride()) {
    mkdirSync(dirname(record), { recursive: true })
    writeFileSync(record, JSON.stringify(states))
  }
}

function hasSpecOverride(): boolean {
  return [process.env['OPENAI_SPEC'], process.env['SPEC_SOURCE']].some((value) => value)
}

function fileState(file: string): string | null {
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
