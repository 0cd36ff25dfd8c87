import type { CataloguedOperation } from '../catalogue/catalogue.ts'
import type { CompiledValidator, RequestSlot, RequestValidators } from '../catalogue/types.ts'
import type { Refusal } from '../openai/errors.ts'
import { describeViolation } from '../openai/violations.ts'
import { parseFields, shapeFields } from './fields.ts'
import type { RequestBody } from './read.ts'

/** What of a request is held against the document. */
export interface ValidatedRequest {
  operation: CataloguedOperation
  pathParameters: Record<string, string>
  query: URLSearchParams
  headers: Headers
  body: RequestBody
}

/**
 * Holds a request against the document, with validators compiled at build time.
 *
 * @returns what is wrong with the request, if anything
 */
export function validate(request: ValidatedRequest, validators: RequestValidators): Refusal | undefined {
  const { operation, body } = request
  return (
    check(validators.path, 'path', () => ({ ...request.pathParameters })) ??
    check(validators.query, 'query', () => shapeFields(parseFields(request.query), operation.shapes.query)) ??
    check(validators.headers, 'headers', () =>
      shapeFields(Object.fromEntries(request.headers), operation.shapes.headers),
    ) ??
    checkBody(body, operation, validators)
  )
}

function checkBody(
  body: RequestBody,
  { prism }: CataloguedOperation,
  validators: RequestValidators,
): Refusal | undefined {
  if (body.kind === 'json') {
    return check(validators.body, 'body', () => body.value)
  }
  if (body.kind === 'form') {
    return check(validators.form ?? validators.body, 'form', () => withFileNames(body.fields))
  }
  // A body that has to be there and is not lacks every parameter that it has to have.
  const isMissing = body.kind === 'none' && prism.request?.body?.required === true
  return isMissing ? check(validators.body ?? validators.form, 'body', () => ({})) : undefined
}

function check(
  validator: CompiledValidator | undefined,
  slot: RequestSlot,
  value: () => unknown,
): Refusal | undefined {
  if (validator === undefined) {
    return undefined
  }
  const checked = value()
  return validator(checked) ? undefined : describeViolation(validator.errors ?? [], checked, slot)
}

/** Validators know a file as a string, as the document does. */
function withFileNames(value: Record<string, unknown>): Record<string, unknown> {
  const named = (member: unknown): unknown => {
    if (member instanceof File) {
      return member.name
    }
    return Array.isArray(member) ? member.map(named) : member
  }
  return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, named(member)]))
}
