import type { Catalogue } from '../catalogue/catalogue.ts'
import type { Router } from '../catalogue/router.ts'
import type { BodyFiles } from '../patches/document/body-file.ts'
import type { PatchSet } from '../patches/document/parse.ts'
import type { HeaderPatches } from '../patches/sources/request-header.ts'
import type { PatchSource } from '../patches/sources/source.ts'
import type { Validate } from '../validation/validate.ts'
import type { RulesLevel } from '../settings.ts'
import type { Authorize } from './authorize.ts'
import type { Seeds } from './incoming.ts'
import type { Mock } from './prism/mock.ts'
import type { StateMode } from '../settings.ts'
import type { ListExamples, TransformAnswer } from './transform.ts'

/** Services used by the stages. Created once and shared by all requests. */
export interface Services {
  catalogue: Catalogue
  router: Router
  authorize: Authorize
  validate: Validate
  patches: PatchSource
  /** Parses the patches in the header `X-Mock-Patch`. */
  headerPatches: HeaderPatches
  /** Files that patches use as bodies. */
  files: BodyFiles
  mock: Mock
  transform: TransformAnswer
  listExamples: ListExamples
  /** Maximum size of a request body, in bytes. */
  maxBodyBytes: number
  /** The initial objects of namespaces, if there are any. */
  seeds?: Seeds
  /** Whether created objects are kept, unless the namespace or the request sets it. */
  state: StateMode
  /** The consequence of a violated service rule, unless the namespace or the request sets another one. */
  rules: RulesLevel
  /** The models that exist, unless the namespace lists others; undefined if every name is a model. */
  models: readonly string[] | undefined
}

/** Returns services that need no API key, for requests that are explained instead of sent. */
export function withoutAuthorization(services: Services): Services {
  return { ...services, authorize: async () => {} }
}

/**
 * Returns services for dry runs: no API key, no validation, and only the given patches.
 *
 * A dry run sends an example request with only what matters for its patches, so missing parameters are no errors.
 */
export function createDryRunServices(services: Services, patches: PatchSet): Services {
  return {
    ...withoutAuthorization(services),
    validate: () => {},
    patches: { ...services.patches, load: () => ({ patches, warnings: [] }) },
  }
}
