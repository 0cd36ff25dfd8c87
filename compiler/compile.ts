import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { hasCopy } from './source/fetch-document.ts'
import { Diagnostics } from './diagnostics.ts'
import {
  FINGERPRINT_NAME,
  fingerprintOf,
  GENERATED_FOLDER,
  generatedFingerprint,
} from './source/cache-key.ts'
import { runCommand } from './commands/run-command.ts'
import { readLock } from './source/lock.ts'
import { sdkVersion } from './sdk/version.ts'
import { chooseSource, type BuildSource } from './source/choose-source.ts'

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
  const usesDefaultSource = !process.env['SPEC_SOURCE'] && !process.env['OPENAI_SPEC']
  const isBuiltFromSdk = () => generatedFingerprint() === fingerprintOf({ sdk: sdkVersion() })
  if (!searchAgain && usesDefaultSource && !hasCopy(lock, PROJECT_FOLDER) && isBuiltFromSdk()) {
    return false
  }
  const source = await chooseSource(lock, {
    specSource: process.env['SPEC_SOURCE'],
    override: process.env['OPENAI_SPEC'],
    projectFolder: PROJECT_FOLDER,
  })
  const fingerprint = fingerprintOf(source)
  if (generatedFingerprint() === fingerprint) {
    return false
  }
  if (source.notice !== undefined) {
    console.error(source.notice)
  }
  console.error(`Compiling ${sourceName(source)} (one-time, a few seconds)...`)
  const files = await compile(source, `${lock.repository}@${lock.commit}`)
  mkdirSync(GENERATED_FOLDER, { recursive: true })
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(resolve(GENERATED_FOLDER, name), content)
  }
  // Written last, so that an interrupted build is not taken for a complete one.
  writeFileSync(resolve(GENERATED_FOLDER, FINGERPRINT_NAME), `${fingerprint}\n`)
  return true
}

/**
 * Compiles a document. The stages run in this order, each from plain data to plain data.
 *
 * @param source the sources to build from
 * @param pinnedSource name of the pinned document
 * @returns the generated files by name
 */
export async function compile(source: BuildSource, pinnedSource: string): Promise<Record<string, string>> {
  const stages = await import('./stages.ts')
  const started = performance.now()
  const diagnostics = new Diagnostics()

  const { document, info } = stages.loadSource(source, pinnedSource, diagnostics)
  const overlay = stages.parseYaml(
    readFileSync(resolve(import.meta.dirname, '../spec/overlay.yaml'), 'utf8'),
    'spec/overlay.yaml',
  )
  const corrected = stages.applyOverlay(document, overlay, {
    diagnostics,
    unmatched: info.pinned ? 'warning' : 'info',
  })
  const normalized = stages.addModelList(stages.normalize(corrected, diagnostics))
  diagnostics.throwIfErrors()
  const withExamples = stages.addExamples(
    normalized,
    diagnostics,
    info.kind === 'other document'
      ? { userExamples: stages.findUserExamples(normalized), isBundled: (_, place) => place === 'reference' }
      : {},
  )
  const prepared = stages.prepareForValidation(withExamples)
  const catalogue = stages.buildCatalogue(withExamples, info)
  const patchSchema = stages.patchDocumentSchema()
  const patchSchemaText = JSON.stringify(patchSchema)
  const editorSchema = stages.addEditorHints(JSON.parse(patchSchemaText), catalogue.routes)
  const files = {
    'catalogue.js': stages.renderCatalogue(catalogue),
    'catalogue.d.ts': moduleDeclaration(
      'CatalogueData',
      '../catalogue/contract.ts',
      'catalogue: CatalogueData',
    ),
    'request-validators.js': await stages.compileRequestValidators(prepared, diagnostics),
    'request-validators.d.ts': moduleDeclaration(
      'RequestValidators',
      '../catalogue/contract.ts',
      'requestValidators: Record<string, RequestValidators>',
    ),
    'response-validators.js': await stages.compileResponseValidators(prepared, diagnostics),
    'response-validators.d.ts': moduleDeclaration(
      'CompiledValidator',
      '../catalogue/contract.ts',
      'responseValidators: Record<string, Record<string, CompiledValidator>>',
    ),
    'patch-validators.js': await stages.compilePatchValidators(patchSchema, diagnostics),
    'patch-validators.d.ts': moduleDeclaration(
      'CompiledValidator',
      '../catalogue/contract.ts',
      "patchValidators: { document: Record<'shape' | 'patch', CompiledValidator> }",
    ),
    'patch-schema.js': `export const patchSchema = ${JSON.stringify(patchSchemaText)}\n`,
    'patch-schema.d.ts':
      '/** The JSON Schema of a patch document, as JSON text. */\nexport const patchSchema: string\n',
    'patch-document.schema.json': `${JSON.stringify(editorSchema, null, 2)}\n`,
    'prism.js': await stages.bundlePrism(),
    'prism.d.ts': stages.PRISM_DECLARATION,
    'openapi.yaml': stages.renderYaml(document),
    'baseline.json': JSON.stringify({ overlay, document: normalized }),
    'diagnostics.txt': `${diagnostics.toString()}\n`,
  }
  diagnostics.throwIfErrors()
  report(catalogue.routes.length, diagnostics, { name: sourceName(source), started })
  return files
}

function moduleDeclaration(type: string, from: string, declaration: string): string {
  return `import type { ${type} } from '${from}'\nexport const ${declaration}\n`
}

function sourceName({ document, sdk }: BuildSource): string {
  const packageName = sdk === undefined ? [] : [`openai-node@${sdk}`]
  return [...(document === undefined ? [] : [document.origin]), ...packageName].join(' and ')
}

function report(
  operations: number,
  diagnostics: Diagnostics,
  { name, started }: { name: string; started: number },
): void {
  const warnings = diagnostics.warnings()
  if (warnings !== '') {
    console.error(warnings)
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.error(
    `Compiled ${operations} operations of ${name} in ${seconds} s (${diagnostics.summary()}; see src/generated/diagnostics.txt)`,
  )
}

if (import.meta.main) {
  await runCommand(() => compileIfNeeded({ searchAgain: true }))
}
