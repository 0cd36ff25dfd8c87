import type { JsonObject } from '../json/json.ts'
import type { FaultWords } from '../openai/errors.ts'

/**
 * What the service asks of a request's body and the document does not say.
 *
 * @param body valid as the document describes it
 * @returns what the service would refuse it for, in the service's words, in the order it is found; nothing where it is right
 */
export type UnwrittenRule = (body: JsonObject) => readonly FaultWords[]
