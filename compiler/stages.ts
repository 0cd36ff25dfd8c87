/**
 * The build's stages. Imported dynamically, since loading them and their libraries takes longer than checking that
 * nothing changed.
 */
export { addEditorHints } from '../src/patches/document/editor-schema.ts'
export { buildCatalogue, renderCatalogue } from './operations/build-catalogue.ts'
export { parseYaml, renderYaml } from './document/document.ts'
export { addExamples } from './examples/examples.ts'
export { addModelList } from './document/model-list.ts'
export { normalize } from './document/normalize.ts'
export { applyOverlay } from './document/overlay.ts'
export { findUserExamples } from './examples/schema-examples.ts'
export { patchDocumentSchema } from './validators/patch-schema.ts'
export { bundlePrism, PRISM_DECLARATION } from './bundle/prism-bundle.ts'
export {
  compilePatchValidators,
  compileRequestValidators,
  compileResponseValidators,
} from './validators/standalone.ts'
export { loadSource } from './source/load-document.ts'
export { prepareForValidation } from './validators/validators.ts'
