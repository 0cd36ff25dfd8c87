import type { CompiledValidator, RequestSlot, RequestValidators } from '../catalogue/contract.ts'
import { collectViolations } from './collect-violations.ts'
import { type ErrorDetail, detailError } from '../openai/errors.ts'
import { inServiceWords } from './service-wording.ts'
import { type LocatedViolation, mostSpecific, toErrorDetail } from './violations.ts'
import { parseFields, shapeFields, withFileNames } from '../request/form-fields.ts'
import type { Call } from '../request/call.ts'

/** Validates a request against the document. Throws an API error (400) if it is invalid. */
export type Validate = (call: ValidatedRequest) => void

/** The parts of a request that are validated. */
export type ValidatedRequest = Pick<
  Call,
  'operation' | 'pathParameters' | 'query' | 'headers' | 'content' | 'preferences'
>

/**
 * Creates the validation of requests.
 *
 * It reports the first error, or all of them if the request asks for that, which mutates the request.
 *
 * @param validators validators by `operationId`, compiled at build time
 */
export function createValidation(validators: Readonly<Record<string, RequestValidators>>): Validate {
  return (call) => {
    const details: ErrorDetail[] = []
    for (const { slot, validator, value } of checksOf(call, validators[call.operation.route.id] ?? {})) {
      if (validator !== undefined && !validator(value)) {
        const failure = { validator, value }
        const describe = (located: LocatedViolation | undefined) =>
          inServiceWords(call.operation.route.id, {
            rejected: failure,
            located,
            detail: toErrorDetail(failure, located, slot),
          })
        if (call.preferences.allErrors !== true) {
          throw detailError(describe(mostSpecific(failure, validator.errors ?? [])))
        }
        details.push(...collectViolations(failure, describe))
      }
    }
    const [first] = details
    if (first !== undefined) {
      throw detailError(first, { errors: details })
    }
  }
}

interface Check {
  slot: RequestSlot
  validator: CompiledValidator | undefined
  value: unknown
}

/** Yields the parts one by one, so that a part is only prepared if the previous ones are valid. */
function* checksOf(
  { operation, pathParameters, query, headers, content }: ValidatedRequest,
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
  if (content.kind === 'json') {
    yield { slot: 'body', validator: validators.body ?? validators.form, value: content.value }
  } else if (content.kind === 'form') {
    yield {
      slot: 'form',
      validator: validators.form ?? validators.body,
      value: withFileNames(content.fields),
    }
  } else if (content.kind === 'none' && operation.prism.request?.body?.required === true) {
    // A missing required body is validated as an empty object, so that its required parameters are reported.
    yield { slot: 'body', validator: validators.body ?? validators.form, value: {} }
  }
}
