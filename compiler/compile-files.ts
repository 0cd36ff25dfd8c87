import { addEditorHints } from '../src/patches/document/editor-schema.ts'
import { bundlePrism, PRISM_DECLARATION } from './bundle/prism-bundle.ts'
import { compileDocument, type DocumentCompilation } from './compile-document.ts'
import { Diagnostics } from './diagnostics.ts'
import { renderYaml } from './document/document.ts'
import { readOverlays } from './document/overlay/read-overlays.ts'
import { renderCatalogue } from './operations/build-catalogue.ts'
import type { BuildSource } from './source/choose-source.ts'
import { loadSource } from './source/load-document.ts'
import { acceptRequests } from './accept/accept-requests.ts'
import { renderRequestTypes } from './types/request-types.ts'
import { patchDocumentSchema } from './validators/patch-schema.ts'
import {
  compilePatchValidators,
  compileRequestValidators,
  compileResponseValidators,
} from './validators/standalone.ts'
import { prepareForValidation, prepareRequests } from './validators/validators.ts'

/** Generated files by name. */
type Files = Record<string, string>

/**
 * Compiles a document to the files of `src/generated`.
 *
 * @param source the sources to build from
 * @param pinnedSource name of the pinned document
 * @throws {BuildError} if the document cannot be compiled
 */
export async function compileFiles(source: BuildSource, pinnedSource: string): Promise<Files> {
  const started = performance.now()
  const name = sourceName(source)
  console.error(`Compiling ${name} (one-time, a few seconds)...`)
  const diagnostics = new Diagnostics()
  const loaded = loadSource(source, pinnedSource, diagnostics)
  const overlay = readOverlays()
  const compiled = await compileDocument(loaded, { overlay, diagnostics })
  // The bundler is another process, so that it works while the next validators are compiled.
  const [prism, validators, patches] = await Promise.all([
    bundlePrism(),
    validatorFiles(compiled, diagnostics),
    patchFiles(compiled, diagnostics),
  ])
  const files = {
    ...catalogueFiles(compiled),
    ...validators,
    ...patches,
    'prism.js': prism,
    'prism.d.ts': PRISM_DECLARATION,
    'openapi.yaml': renderYaml(loaded.document),
    'baseline.json': JSON.stringify({ overlay, document: compiled.normalized }),
    'diagnostics.txt': `${diagnostics.toString()}\n`,
  }
  report(compiled, diagnostics, { name, started })
  return files
}

function catalogueFiles({ catalogue }: DocumentCompilation): Files {
  return {
    'catalogue.js': renderCatalogue(catalogue),
    'catalogue.d.ts': moduleDeclaration('CatalogueData', 'catalogue: CatalogueData'),
  }
}

async function validatorFiles(
  { withExamples }: DocumentCompilation,
  diagnostics: Diagnostics,
): Promise<Files> {
  const prepared = prepareForValidation(withExamples)
  const [requests, responses] = await Promise.all([
    compileRequestValidators(prepareRequests(withExamples), diagnostics),
    compileResponseValidators(prepared, diagnostics),
  ])
  return {
    'request-validators.js': requests,
    'request-validators.d.ts': moduleDeclaration(
      'RequestValidators',
      'requestValidators: Record<string, RequestValidators>',
    ),
    'request-types.d.ts': renderRequestTypes(acceptRequests(withExamples)),
    'response-validators.js': responses,
    'response-validators.d.ts': moduleDeclaration(
      'CompiledValidator',
      'responseValidators: Record<string, Record<string, CompiledValidator>>',
    ),
  }
}

/** The schema of patch documents: for validation, for the control API, and for editors. */
async function patchFiles({ catalogue }: DocumentCompilation, diagnostics: Diagnostics): Promise<Files> {
  const schema = patchDocumentSchema()
  const text = JSON.stringify(schema)
  const editorSchema = addEditorHints(JSON.parse(text), catalogue.routes)
  return {
    'patch-validators.js': await compilePatchValidators(schema, diagnostics),
    'patch-validators.d.ts': moduleDeclaration(
      'CompiledValidator',
      "patchValidators: { document: Record<'shape' | 'patch', CompiledValidator> }",
    ),
    'patch-schema.js': `export const patchSchema = ${JSON.stringify(text)}\n`,
    'patch-schema.d.ts':
      '/** The JSON Schema of a patch document, as JSON text. */\nexport const patchSchema: string\n',
    'patch-document.schema.json': `${JSON.stringify(editorSchema, null, 2)}\n`,
  }
}

function moduleDeclaration(type: string, declaration: string): string {
  return `import type { ${type} } from '../catalogue/contract.ts'\nexport const ${declaration}\n`
}

function sourceName({ document, sdk }: BuildSource): string {
  const packageName = sdk === undefined ? [] : [`openai-node@${sdk}`]
  return [...(document === undefined ? [] : [document.origin]), ...packageName].join(' and ')
}

function report(
  { catalogue }: DocumentCompilation,
  diagnostics: Diagnostics,
  { name, started }: { name: string; started: number },
): void {
  const warnings = diagnostics.warnings()
  if (warnings !== '') {
    console.error(warnings)
  }
  const seconds = ((performance.now() - started) / 1000).toFixed(1)
  console.error(
    `Compiled ${catalogue.routes.length} operations of ${name} in ${seconds} s (${diagnostics.summary()}; see src/generated/diagnostics.txt)`,
  )
}
