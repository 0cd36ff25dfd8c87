/**
 * The build's stages. Imported dynamically, since loading them and their libraries takes longer than checking that
 * nothing changed.
 */
export { withSuggestions } from '../src/patches/editor-schema.ts'
export { buildCatalogue, renderCatalogue } from './catalogue.ts'
export { parseYaml, renderYaml } from './document.ts'
export { addExamples } from './examples.ts'
export { addModels } from './models.ts'
export { normalise } from './normalise.ts'
export { applyOverlay } from './overlay.ts'
export { findOwnExamples } from './own-examples.ts'
export { patchDocumentSchema } from './patch-document.ts'
export { bundlePrism, PRISM_DECLARATION } from './prism-bundle.ts'
export {
  compilePatchValidators,
  compileRequestValidators,
  compileResponseValidators,
} from './validator-code.ts'
export { readSource } from './read-source.ts'
export { prepareForValidation } from './validators.ts'
