import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import type { BuildSource } from './choose-source.ts'

/** The build's output folder. */
export const GENERATED_FOLDER = resolve(import.meta.dirname, '../../src/generated')

const FINGERPRINT_FILE = resolve(GENERATED_FOLDER, 'fingerprint.txt')

const PROJECT_FOLDER = resolve(import.meta.dirname, '../..')

const OTHER_INPUTS = [
  'spec/overlay.yaml',
  'spec/document-annotations.json',
  'spec/sdk-overlay.yaml',
  'tsconfig.json',
  'tsconfig.base.json',
  'package-lock.json',
]

/** All inputs of the build except the document: its code, the overlays and its dependencies. */
function buildInputs(): string[] {
  const inProject = (name: string) => resolve(PROJECT_FOLDER, name)
  const compiler = readdirSync(inProject('compiler'), { recursive: true, encoding: 'utf8' })
  const sources = compiler.filter((name) => name.endsWith('.ts')).map((name) => `compiler/${name}`)
  return [
    // The schema of patch documents is generated from this type, which no module of the build imports.
    ...withImports([...sources, 'src/patches/document/types.ts'].map(inProject)),
    ...OTHER_INPUTS.map(inProject),
  ].toSorted()
}

const RELATIVE_IMPORT = /^(?:import|export) [^'"]*?from '(\.[^']+)'/gm

/** @returns the files and all their transitive imports; type imports count, since the patch schema depends on them */
function withImports(files: readonly string[]): string[] {
  const found = new Set(files)
  for (const file of found) {
    for (const [, path = ''] of readFileSync(file, 'utf8').matchAll(RELATIVE_IMPORT)) {
      const target = resolve(dirname(file), path)
      if (!target.startsWith(GENERATED_FOLDER)) {
        found.add(target)
      }
    }
  }
  return [...found]
}

/** @returns a hash that changes whenever the generated modules would */
export function fingerprintOf({ document, sdk = '' }: BuildSource): string {
  const hash = createHash('sha256')
  // The location of the pinned document does not matter.
  const origin = document === undefined || document.pinned ? 'pinned' : document.origin
  hash.update(`${origin} ${document?.sha256 ?? 'none'} ${sdk}\n`)
  for (const file of buildInputs()) {
    hash.update(existsSync(file) ? readFileSync(file) : '')
  }
  return hash.digest('hex')
}

/** @returns the fingerprint of the generated modules, or undefined if there are none */
export function generatedFingerprint(): string | undefined {
  return existsSync(FINGERPRINT_FILE) ? readFileSync(FINGERPRINT_FILE, 'utf8').trim() : undefined
}

/** Name of the fingerprint file in {@link GENERATED_FOLDER}. */
export const FINGERPRINT_NAME = 'fingerprint.txt'
