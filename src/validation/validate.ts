import type { CataloguedOperation } from '../catalogue/catalogue.ts'
import type { CompiledValidator, RequestSlot, RequestValidators } from '../catalogue/contract.ts'
import { collectErrorDetails } from './collect-violations.ts'
import { type ErrorDetail, detailError } from '../openai/errors.ts'
import { mostSpecific, toErrorDetail } from './violations.ts'
import { parseFields, shapeFields, withFileNames } from '../request/form-fields.ts'
import type { RequestBody } from '../request/body.ts'

/** The parts of a request that are validated. */
export interface ValidatedRequest {
  operation: CataloguedOperation
  pathParameters: Record<string, string>
  query: URLSearchParams
  headers: Headers
  body: RequestBody
}

/**
 * Validates a request against the document, with validators compiled at build time.
 *
 * @param validators the validators of the operation
 * @param allErrors whether to report all errors instead of the first one; this mutates the request
 * @throws {import('../openai/errors.ts').ApiError} if the request is invalid
 */
export function validate(request: ValidatedRequest, validators: RequestValidators, allErrors = false): void {
  const details: ErrorDetail[] = []
  for (const { slot, validator, value } of checksOf(request, validators)) {
    if (validator !== undefined && !validator(value)) {
      const failure = { validator, value }
      if (!allErrors) {
        throw detailError(toErrorDetail(failure, mostSpecific(failure, validator.errors ?? []), slot))
      }
      details.push(...collectErrorDetails(failure, slot))
    }
  }
  const [first] = details
  if (first !== undefined) {
    throw detailError(first, { errors: details })
  }
}

interface Check {
  slot: RequestSlot
  validator: CompiledValidator | undefined
  value: unknown
}

/** Yields the parts one by one, so that a part is only prepared if the previous ones are valid. */
function* checksOf(
  { operation, pathParameters, query, headers, body }: ValidatedRequest,
  validators: RequestValidators,
): Generator<Check> {
  const { shapes } = operation
  yield { slot: 'path', validator: validators.path, value: { ...pathParameters } }
  if (validators.query !== undefined) {
    yield { slot: 'query', validator: validators.query, value: shapeFields(parseFields(query), shapes.query) }
  }
  if (validators.headers !== undefined) {
    const value = shapeFields(Object.fromEntries(headers), shapes.headers)
    yield { slot: 'headers', validator: validators.headers, value }
  }
  if (body.kind === 'json') {
    yield { slot: 'body', validator: validators.body ?? validators.form, value: body.value }
  } else if (body.kind === 'form') {
    yield { slot: 'form', validator: validators.form ?? validators.body, value: withFileNames(body.fields) }
  } else if (body.kind === 'none' && operation.prism.request?.body?.required === true) {
    // A missing required body is validated as an empty object, so that its required parameters are reported.
    yield { slot: 'body', validator: validators.body ?? validators.form, value: {} }
  }
}
