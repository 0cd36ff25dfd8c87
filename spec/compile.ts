import { mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'
import { type AcquiredDocument, acquire } from './acquire.ts'
import { BuildError, Diagnostics } from './diagnostics.ts'
import { FINGERPRINT_NAME, fingerprintOf, GENERATED_FOLDER, generatedFingerprint } from './fingerprint.ts'
import { readLock } from './lock.ts'

const PROJECT_FOLDER = resolve(import.meta.dirname, '..')

/**
 * Makes `src/generated` when it is missing or out of date: the catalogue, the compiled validators, the part of Prism
 * that mocks.
 *
 * @returns true when something was made
 * @throws {BuildError} when the document cannot be had or cannot be compiled
 */
export async function compileIfNeeded(): Promise<boolean> {
  const lock = readLock()
  const document = await acquire(lock, {
    override: process.env['OPENAI_SPEC'],
    projectFolder: PROJECT_FOLDER,
  })
  if (!document.pinned) {
    console.error(
      `OPENAI_SPEC: mocking ${document.origin}, which is not the document that the lock file pins`,
    )
  }
  const fingerprint = fingerprintOf(document)
  if (generatedFingerprint() === fingerprint) {
    return false
  }
  console.error(`Compiling ${document.origin}, which takes some seconds and is done once`)
  const files = await compile(document, `${lock.repository}@${lock.commit}`)
  mkdirSync(GENERATED_FOLDER, { recursive: true })
  for (const [name, content] of Object.entries(files)) {
    writeFileSync(resolve(GENERATED_FOLDER, name), content)
  }
  // Last, so that a build that was interrupted is not taken for a finished one.
  writeFileSync(resolve(GENERATED_FOLDER, FINGERPRINT_NAME), `${fingerprint}\n`)
  return true
}

/**
 * Compiles a document; its stages run in this order, each from plain data to plain data.
 *
 * @param acquired the document's text
 * @param pinnedSource how to name the pinned document
 * @returns the generated files by name
 */
export async function compile(
  acquired: AcquiredDocument,
  pinnedSource: string,
): Promise<Record<string, string>> {
  const stages = await import('./stages.ts')
  const started = performance.now()
  const diagnostics = new Diagnostics()

  const parsed = stages.parseOpenApi(acquired.text, acquired.origin)
  const overlay = stages.parseYaml(
    readFileSync(resolve(import.meta.dirname, 'overlay.yaml'), 'utf8'),
    'spec/overlay.yaml',
  )
  const corrected = stages.applyOverlay(parsed, overlay, {
    diagnostics,
    unmatched: acquired.pinned ? 'warning' : 'info',
  })
  const normalised = stages.addModels(stages.normalise(corrected, diagnostics))
  diagnostics.throwIfErrors()
  const exemplified = stages.addExamples(
    normalised,
    diagnostics,
    acquired.pinned
      ? {}
      : { own: stages.findOwnExamples(normalised), isBundled: (_, source) => source === 'reference' },
  )
  const prepared = stages.prepareForValidation(exemplified)
  const catalogue = stages.buildCatalogue(exemplified, {
    title: parsed.info.title,
    version: parsed.info.version,
    source: acquired.pinned ? pinnedSource : acquired.origin,
    pinned: acquired.pinned,
    sha256: acquired.sha256,
  })
  const patchSchema = stages.patchDocumentSchema()
  const patchSchemaText = JSON.stringify(patchSchema)
  const editorSchema = stages.withSuggestions(JSON.parse(patchSchemaText), catalogue.routes)
  const files = {
    'catalogue.js': stages.renderCatalogue(catalogue),
    'catalogue.d.ts': declare('CatalogueData', '../catalogue/types.ts', 'catalogue: CatalogueData'),
    'request-validators.js': await stages.compileRequestValidators(prepared),
    'request-validators.d.ts': declare(
      'RequestValidators',
      '../catalogue/types.ts',
      'requestValidators: Record<string, RequestValidators>',
    ),
    'response-validators.js': await stages.compileResponseValidators(prepared),
    'response-validators.d.ts': declare(
      'CompiledValidator',
      '../catalogue/types.ts',
      'responseValidators: Record<string, Record<string, CompiledValidator>>',
    ),
    'patch-validators.js': await stages.compilePatchValidators(patchSchema),
    'patch-validators.d.ts': declare(
      'CompiledValidator',
      '../catalogue/types.ts',
      "patchValidators: { document: Record<'shape' | 'patch', CompiledValidator> }",
    ),
    'patch-schema.js': `export const patchSchema = ${JSON.stringify(patchSchemaText)}\n`,
    'patch-schema.d.ts':
      '/** JSON of the JSON Schema of a patch document. */\nexport const patchSchema: string\n',
    'patch-document.schema.json': `${JSON.stringify(editorSchema, null, 2)}\n`,
    'prism.js': await stages.bundlePrism(),
    'prism.d.ts': stages.PRISM_DECLARATION,
    'baseline.json': JSON.stringify({ overlay, document: normalised }),
    'diagnostics.txt': `${diagnostics.toString()}\n`,
  }
  diagnostics.throwIfErrors()
  report(catalogue.routes.length, diagnostics, acquired, performance.now() - started)
  return files
}

function declare(type: string, from: string, declaration: string): string {
  return `import type { ${type} } from '${from}'\nexport const ${declaration}\n`
}

function report(
  operations: number,
  diagnostics: Diagnostics,
  { origin }: AcquiredDocument,
  milliseconds: number,
): void {
  const warnings = diagnostics.warnings()
  if (warnings !== '') {
    console.error(warnings)
  }
  const seconds = (milliseconds / 1000).toFixed(1)
  console.error(
    `Compiled ${operations} operations of ${origin} in ${seconds} s (${diagnostics.summary()}; all in src/generated/diagnostics.txt)`,
  )
}

if (import.meta.main) {
  try {
    await compileIfNeeded()
  } catch (error) {
    if (!(error instanceof BuildError)) {
      throw error
    }
    console.error(error.message)
    process.exitCode = 1
  }
}
