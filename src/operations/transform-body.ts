import type { JsonObject } from '../web/json/json.ts'
import { echo } from './every-operation/echo.ts'
import { omitRequestNulls } from './every-operation/request-nulls.ts'
import { applyExpiry } from './every-operation/expiry.ts'
import { assignIds } from './every-operation/ids.ts'
import { paginate } from './every-operation/pagination.ts'
import { shiftTimestamps } from './every-operation/timestamps.ts'
import { userExamples } from './every-operation/user-examples.ts'
import type { Transform, TransformContext } from './operation.ts'
import { usageReports } from './organization/usage-reports.ts'

/** Transforms of every operation that run before its own. */
const BEFORE_TRANSFORMS: readonly Transform[] = [assignIds, shiftTimestamps, echo, applyExpiry, usageReports]

/** Transforms of every operation that run after its own and see its result. */
const AFTER_TRANSFORMS: readonly Transform[] = [omitRequestNulls, paginate, userExamples]

/** Transforms for a response that is already known and that the request may update. */
const UPDATE_TRANSFORMS: readonly Transform[] = [echo, applyExpiry, ...AFTER_TRANSFORMS]

/**
 * Makes an example fit the request.
 *
 * @param own the operation's own transform, if any
 */
export function transformBody(body: JsonObject, context: TransformContext, own?: Transform): JsonObject {
  const prepared = applyAll(BEFORE_TRANSFORMS, body, context)
  return applyAll(AFTER_TRANSFORMS, own === undefined ? prepared : own(prepared, context), context)
}

/** Applies the request's changes to an object that another response already returned. */
export function updateBody(body: JsonObject, context: TransformContext): JsonObject {
  return applyAll(UPDATE_TRANSFORMS, body, context)
}

function applyAll(transforms: readonly Transform[], body: JsonObject, context: TransformContext): JsonObject {
  return transforms.reduce((current, transform) => transform(current, context), body)
}
