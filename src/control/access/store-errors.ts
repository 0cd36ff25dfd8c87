import { apiError } from '../../openai/errors.ts'
import { StoreError } from '../../patches/sources/store.ts'

/** Runs work on the patch store and converts a {@link StoreError} to an API error. */
export async function storeErrorToApiError<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work()
  } catch (error) {
    if (!(error instanceof StoreError)) {
      throw error
    }
    throw error.kind === 'refused'
      ? apiError(409, error.message, { code: 'not_writable' })
      : apiError(503, error.message, {
          type: 'server_error',
          code: 'store_unavailable',
          headers: { 'retry-after': '1' },
        })
  }
}
