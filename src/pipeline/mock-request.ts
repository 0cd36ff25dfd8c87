import type { CataloguedOperation } from '../catalogue/catalogue.ts'
import type { Preferences } from '../request/prefer.ts'

/** The inputs that select the mocked response of an operation. */
export interface MockRequest {
  operation: CataloguedOperation
  /** The request's `Accept` header. */
  accept: string | null
  preferences: Preferences
}
