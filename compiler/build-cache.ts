import { createHash } from 'node:crypto'
import { existsSync, mkdirSync, readFileSync, statSync, writeFileSync } from 'node:fs'
import { dirname, relative, resolve } from 'node:path'

/**
 * The build has two steps, the catalogue (`src/generated`) and the bundle (`dist`). A step is current if the contents
 * of its inputs have the recorded fingerprint and its outputs exist. If size and modification time of all files are
 * those of the last build, nothing is read at all: that is the check at every start.
 */

const PROJECT_FOLDER = resolve(import.meta.dirname, '..')

const DEFAULT_RECORD = resolve(PROJECT_FOLDER, 'src/generated/build.json')

/** A step of the build. */
export type BuildStep = 'catalogue' | 'bundle'

/** The inputs and outputs of a step. Files are paths relative to the project or absolute. */
export interface StepState {
  /** Hash of the inputs, see {@link fingerprintOf}. */
  fingerprint: string
  outputs: readonly string[]
}

/** Size and modification time by file; null for missing files. */
export type FileStates = Readonly<Record<string, string | null>>

interface BuildRecord {
  steps: Partial<Record<BuildStep, StepState>>
  /** Inputs and outputs of the last complete build; empty after an incomplete one. */
  files: FileStates
}

/**
 * Hashes the contents of files. Modification times do not matter, so that a fresh checkout needs no build.
 *
 * @param inputs missing files count as empty
 * @param key other inputs: options, versions, the fingerprint of another step
 */
export function fingerprintOf(inputs: Iterable<string>, key = ''): string {
  const hash = createHash('sha256').update(`${key}\n`)
  for (const file of [...new Set(inputs)].toSorted()) {
    const path = resolve(PROJECT_FOLDER, file)
    hash.update(`${relative(PROJECT_FOLDER, path)}\n`)
    hash.update(existsSync(path) ? readFileSync(path) : '')
  }
  return hash.digest('hex')
}

/** @returns the current states of the files */
export function fileStates(files: Iterable<string>): FileStates {
  return Object.fromEntries(Array.from(files, (file) => [file, fileState(file)]))
}

/** @returns the fingerprint of a step's inputs at its last build, if its outputs still exist */
export function builtFingerprint(step: BuildStep, record = DEFAULT_RECORD): string | undefined {
  const state = readRecord(record).steps[step]
  return state?.outputs.every((file) => fileState(file) !== null) ? state.fingerprint : undefined
}

/** Records that a step was built. The build as a whole counts as changed until {@link recordBuild}. */
export function recordStep(step: BuildStep, state: StepState, record = DEFAULT_RECORD): void {
  writeRecord(record, { steps: { ...readRecord(record).steps, [step]: state }, files: {} })
}

/**
 * Records a complete build for {@link isBuildCurrent}, unless a variable chooses the document.
 *
 * @param inputs their states before the build, so that files changed meanwhile are built next time
 */
export function recordBuild(inputs: FileStates, record = DEFAULT_RECORD): void {
  if (!isSourceOverridden()) {
    const { steps } = readRecord(record)
    const outputs = Object.values(steps).flatMap((step) => step.outputs)
    writeRecord(record, { steps, files: { ...inputs, ...fileStates(outputs) } })
  }
}

/**
 * Checks quickly whether anything has to be built. Reading the inputs would make the start 25 % slower.
 *
 * @returns false if a build may be needed, always so if `OPENAI_SPEC` or `SPEC_SOURCE` is set
 */
export function isBuildCurrent(record = DEFAULT_RECORD): boolean {
  const files = Object.entries(readRecord(record).files)
  return (
    !isSourceOverridden() && files.length > 0 && files.every(([file, state]) => fileState(file) === state)
  )
}

/** @returns true if a variable chooses the document to build from */
export function isSourceOverridden(): boolean {
  return Boolean(process.env['OPENAI_SPEC']) || Boolean(process.env['SPEC_SOURCE'])
}

function fileState(file: string): string | null {
  const state = statSync(resolve(PROJECT_FOLDER, file), { throwIfNoEntry: false })
  return state === undefined ? null : `${state.size} ${state.mtimeMs}`
}

function readRecord(path: string): BuildRecord {
  try {
    const record: BuildRecord = JSON.parse(readFileSync(path, 'utf8'))
    return record
  } catch {
    return { steps: {}, files: {} }
  }
}

function writeRecord(path: string, record: BuildRecord): void {
  mkdirSync(dirname(path), { recursive: true })
  writeFileSync(path, JSON.stringify(record))
}
