import type { JsonObject } from '../../../web/json/json.ts'
import type { RequestBudget } from '../../../web/limits/request-budget.ts'
import type { ModelTraits } from '../../../openai/model-traits.ts'
import type { Random } from '../../../web/random/seeded-random.ts'
import type { ResponseRequest } from '../response-request.ts'
import type { Call } from '../../../assistant/reply.ts'

/** Input for output items. */
export interface ItemContext {
  /** The request body. */
  body: ResponseRequest
  /** The last user text. */
  prompt: string
  random: Random
  /** The work and output that the request may still cause. */
  budget: RequestBudget
  /** Traits of the response's model. */
  traits: ModelTraits
}

/** Returns the output items of a call: the call, and its result if the service runs it and returns a result item. */
export type ItemFactory = (call: Call, context: ItemContext) => JsonObject[]
