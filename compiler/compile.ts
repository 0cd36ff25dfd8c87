import { mkdirSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { hasCopy } from './source/fetch-document.ts'
import { builtFingerprint, isSourceOverridden, recordStep } from './build-cache.ts'
import { catalogueFingerprint, GENERATED_FOLDER } from './source/catalogue-inputs.ts'
import { runCommand } from './commands/run-command.ts'
import { readLock } from './source/lock.ts'
import { sdkVersion } from './sdk/version.ts'
import { chooseSource } from './source/choose-source.ts'

const PROJECT_FOLDER = resolve(import.meta.dirname, '..')

/**
 * Builds `src/generated` if it is missing or out of date: catalogue, validators and the Prism bundle.
 *
 * @param options with `searchAgain`, tries to download a document again that was unavailable at the last build
 * @returns true if files were written
 * @throws {BuildError} if the document cannot be found or compiled
 */
export async function compileIfNeeded({ searchAgain = false } = {}): Promise<boolean> {
  const lock = readLock()
  const isBuiltFromSdk = () => builtFingerprint('catalogue') === catalogueFingerprint({ sdk: sdkVersion() })
  if (!searchAgain && !isSourceOverridden() && !hasCopy(lock, PROJECT_FOLDER) && isBuiltFromSdk()) {
    return false
  }
  const source = await chooseSource(lock, {
    specSource: process.env['SPEC_SOURCE'],
    override: process.env['OPENAI_SPEC'],
    projectFolder: PROJECT_FOLDER,
  })
  const fingerprint = catalogueFingerprint(source)
  if (builtFingerprint('catalogue') === fingerprint) {
    return false
  }
  if (source.notice !== undefined) {
    console.error(source.notice)
  }
  // Loading the stages and their libraries takes longer than checking that nothing changed.
  const { compileFiles } = await import('./compile-files.ts')
  const files = await compileFiles(source, `${lock.repository}@${lock.commit}`)
  mkdirSync(GENERATED_FOLDER, { recursive: true })
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(resolve(GENERATED_FOLDER, name), content)
  }
  // Recorded last, so that an interrupted build is not taken for a complete one.
  const outputs = Object.keys(files).map((name) => `src/generated/${name}`)
  recordStep('catalogue', { fingerprint, outputs })
  return true
}

if (import.meta.main) {
  await runCommand(() => compileIfNeeded({ searchAgain: true }))
}
