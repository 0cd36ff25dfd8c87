import { readdirSync, readFileSync } from 'node:fs'
import { dirname, resolve } from 'node:path'
import { OVERLAY_FILES } from '../document/overlay/read-overlays.ts'
import { fingerprintOf } from '../build-cache.ts'
import type { BuildSource } from './choose-source.ts'
import { lockedVersions } from './package-versions.ts'

const PROJECT_FOLDER = resolve(import.meta.dirname, '../..')

/** The output folder of the catalogue. */
export const GENERATED_FOLDER = resolve(PROJECT_FOLDER, 'src/generated')

const OTHER_INPUTS = [
  ...OVERLAY_FILES,
  'spec/document-annotations.json',
  'spec/sdk-overlay.yaml',
  'tsconfig.json',
  'tsconfig.base.json',
]

/** The name of an imported package. Scoped names have two parts. */
const PACKAGE_IMPORT = /(?:from |import\()'((?:@[\w.-]+\/)?[a-z][\w.-]*)(?:\/[^']*)?'/g

/** @returns a hash that changes whenever the catalogue would */
export function catalogueFingerprint({ document, sdk = '' }: BuildSource): string {
  // The location of the pinned document does not matter.
  const origin = document === undefined || document.pinned ? 'pinned' : document.origin
  const inputs = catalogueInputs()
  const versions = lockedVersions(
    readFileSync(resolve(PROJECT_FOLDER, 'package-lock.json'), 'utf8'),
    importedPackages(inputs),
  )
  return fingerprintOf(inputs, [origin, document?.sha256 ?? 'none', sdk, ...versions].join('\n'))
}

/** All inputs except the document: the compiler's code, the overlays and the dependencies. */
function catalogueInputs(): string[] {
  const compiler = readdirSync(resolve(PROJECT_FOLDER, 'compiler'), { recursive: true, encoding: 'utf8' })
  const sources = compiler.filter((name) => name.endsWith('.ts')).map((name) => `compiler/${name}`)
  // The schema of patch documents is generated from this type, which no module of the build imports.
  const roots = [...sources, 'src/patches/document/types.ts'].map((name) => resolve(PROJECT_FOLDER, name))
  return [...withImports(roots), ...OTHER_INPUTS]
}

function importedPackages(files: readonly string[]): string[] {
  const sources = files.filter((file) => file.endsWith('.ts')).map((file) => readFileSync(file, 'utf8'))
  return sources.flatMap((text) => Array.from(text.matchAll(PACKAGE_IMPORT), ([, name = '']) => name))
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
