import { createHash } from 'node:crypto'
import { existsSync, readdirSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { Source } from './source.ts'

/** Where the build puts what it makes. */
export const GENERATED_FOLDER = resolve(import.meta.dirname, '../src/generated')

const FINGERPRINT_FILE = resolve(GENERATED_FOLDER, 'fingerprint.txt')

const OWN_DATA = ['overlay.yaml', 'sdk/document-facts.json', 'sdk/overlay.yaml']

/** Everything besides the document that decides what the build makes: its own code, the overlay, its dependencies. */
function buildInputs(): string[] {
  const ownFiles = readdirSync(import.meta.dirname, { recursive: true, encoding: 'utf8' })
    .filter((name) => name.endsWith('.ts') || OWN_DATA.includes(name))
    .toSorted()
    .map((name) => resolve(import.meta.dirname, name))
  return [
    ...ownFiles,
    resolve(import.meta.dirname, '../src/patches/document.ts'),
    resolve(import.meta.dirname, '../src/patches/editor-schema.ts'),
    resolve(import.meta.dirname, '../src/patches/select.ts'),
    resolve(import.meta.dirname, '../src/adapters/text/assistant-reply.ts'),
    resolve(import.meta.dirname, '../src/faults/fault.ts'),
    resolve(import.meta.dirname, '../src/streams/pace.ts'),
    resolve(import.meta.dirname, '../src/streams/projected-operations.ts'),
    resolve(import.meta.dirname, '../src/openai/media-types.ts'),
    resolve(import.meta.dirname, '../src/openai/places.ts'),
    resolve(import.meta.dirname, '../src/openai/identifiers.ts'),
    resolve(import.meta.dirname, '../src/openai/seeded-random.ts'),
    resolve(import.meta.dirname, '../tsconfig.json'),
    resolve(import.meta.dirname, '../tsconfig.base.json'),
    resolve(import.meta.dirname, '../package-lock.json'),
  ]
}

/**
 * @param source what is built from
 * @returns a hash that changes when the generated modules would
 */
export function fingerprintOf({ document, sdk = '' }: Source): string {
  const hash = createHash('sha256')
  // Where the pinned document was found makes no difference.
  const origin = document === undefined || document.pinned ? 'pinned' : document.origin
  hash.update(`${origin} ${document?.sha256 ?? 'none'} ${sdk}\n`)
  for (const file of buildInputs()) {
    hash.update(existsSync(file) ? readFileSync(file) : '')
  }
  return hash.digest('hex')
}

/** @returns the fingerprint of the generated modules, or undefined when there are none */
export function generatedFingerprint(): string | undefined {
  return existsSync(FINGERPRINT_FILE) ? readFileSync(FINGERPRINT_FILE, 'utf8').trim() : undefined
}

/** Name of the file that holds the fingerprint, inside {@link GENERATED_FOLDER}. */
export const FINGERPRINT_NAME = 'fingerprint.txt'
