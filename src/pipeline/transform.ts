import type { MockedAnswer } from '../answer/answer.ts'
import type { TransformContext } from '../operations/operation.ts'
import type { FindPassages } from '../assistant/file-search.ts'
import type { Explain } from '../assistant/explain.ts'
import type { AssistantReply } from '../assistant/reply-types.ts'
import {
  type ListOperation,
  listItems,
  retrieveFromList,
} from '../operations/every-operation/retrieve-from-list.ts'
import { operationRow } from '../operations/registry.ts'
import { transformBody, updateBody } from '../operations/transform-body.ts'
import type { Catalogue } from '../catalogue/catalogue.ts'
import type { JsonObject } from '../web/json/json.ts'
import { asObject } from '../web/json/narrow.ts'
import { type Random, seededRandom } from '../web/random/seeded-random.ts'
import type { Preferences } from '../request/prefer.ts'
import type { Call } from '../request/call.ts'
import { publicOrigin } from '../request/public-origin.ts'
import { seedOf } from '../request/seed.ts'
import { withBinaryBody } from '../answer/with-binary-body.ts'

/** The data of earlier stages that transforms use. */
export interface TransformOptions {
  /** Current time, in seconds since 1970. */
  now: number
  /** The preferences used to mock. An example selected by name is not transformed. */
  preferences: Preferences
  /** The assistant reply set by patches. */
  reply?: AssistantReply | undefined
  /** How many identical creations came before in the namespace. Defaults to 0. */
  repetition?: number
  /** The body in place of the request's, if kept objects add to it. */
  body?: JsonObject
  /** Searches in vector stores. */
  findPassages?: FindPassages
  /** Receives the reasons for generated values. */
  explain?: Explain
}

/** Transforms a mocked response (not mutated) to fit its request. */
export type TransformAnswer = (answer: MockedAnswer, call: Call, options: TransformOptions) => MockedAnswer

/**
 * Creates the stage that applies the transforms of every operation and those of the requested operation.
 *
 * @param catalogue used to look up the operation that lists the object returned by another one
 */
export function createTransform(catalogue: Catalogue): TransformAnswer {
  const transform: TransformAnswer = (answer, call, options) => {
    const { operation } = call
    const { preferences, reply } = options
    const row = operationRow(operation.route.id)
    const body = asObject(answer.body)
    const isDynamic = preferences.dynamic === true && reply === undefined
    if ((row?.binary ?? body) === undefined || answer.status >= 300 || isDynamic) {
      return answer
    }
    const context = transformContext(call, options)
    const isExampleSelected = preferences.example !== undefined && reply === undefined
    if (row?.binary !== undefined) {
      // Examples selected by name, or added to the document by the user, are unchanged.
      return isExampleSelected || operation.userExamples.length > 0
        ? answer
        : withBinaryBody(answer, row.binary(context))
    }
    const listedObject =
      isExampleSelected || reply !== undefined ? undefined : findListedObject(catalogue, context)
    return {
      ...answer,
      body:
        listedObject === undefined
          ? transformBody(body ?? {}, context, isExampleSelected ? undefined : row?.transform)
          : updateBody(listedObject, context),
    }
  }
  return catalogue.document.kind === 'other document' ? keepIfOtherTypes(transform) : transform
}

function transformContext(
  call: Call,
  {
    now,
    reply,
    repetition = 0,
    body = call.body,
    findPassages,
    explain,
  }: Omit<TransformOptions, 'preferences'>,
): TransformContext {
  const { operation, pathParameters, query, uploads, origin, headers, budget } = call
  const random = seededRandom(() => seedOf(call))
  return {
    operation,
    pathParameters,
    query,
    namespace: call.namespace,
    key: call.key,
    ...(call.content.kind === 'text' && { text: call.content.text }),
    body,
    uploads,
    origin: () => publicOrigin(origin, headers),
    now,
    repetition,
    random,
    ids: repetition === 0 ? random : otherNumbers(random, () => seedOf(call, repetition)),
    budget,
    ...(reply && { reply }),
    ...(findPassages && { findPassages }),
    ...(explain && { explain }),
  }
}

/** Returns other numbers, and takes as many of the first ones, so that the values between ids stay the same. */
function otherNumbers(random: Random, seed: () => string): Random {
  const others = seededRandom(seed)
  return () => {
    random()
    return others()
  }
}

/** Returns the items that the list operation of the call's family has as examples. */
export type ListExamples = (call: Call, now: number) => JsonObject[]

/** @param catalogue used to look up the list operation */
export function createListExamples(catalogue: Catalogue): ListExamples {
  return (call, now) => {
    const listedBy = call.operation.state?.seededBy
    return listedBy === undefined
      ? []
      : listItems(listOperation(catalogue, listedBy), transformContext(call, { now }))
  }
}

const OTHER_TYPES =
  "The response does not fit the request, whose body has other types than those of OpenAI's document."

/** Another document may accept bodies that OpenAI's does not, which transforms cannot read: the response stays as mocked. */
function keepIfOtherTypes(transform: TransformAnswer): TransformAnswer {
  return (answer, call, options) => {
    try {
      return transform(answer, call, options)
    } catch (error) {
      if (!(error instanceof TypeError)) {
        throw error
      }
      return { ...answer, warnings: [...(answer.warnings ?? []), OTHER_TYPES] }
    }
  }
}

/** @returns the object that the list operation returns under the requested id */
function findListedObject(catalogue: Catalogue, context: TransformContext): JsonObject | undefined {
  const { listedBy } = context.operation.plan
  if (listedBy === undefined) {
    return undefined
  }
  return retrieveFromList(listOperation(catalogue, listedBy), context)
}

function listOperation(catalogue: Catalogue, id: string): ListOperation {
  const own = operationRow(id)?.transform
  return {
    operation: catalogue.operation(id),
    transform: (example, context) => transformBody(example, context, own),
  }
}
