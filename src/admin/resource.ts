import type { Context } from 'hono'
import type { Catalogue } from '../catalogue/catalogue.ts'
import { isRefusal, type Refusal } from '../openai/errors.ts'
import { apiHeaders } from '../openai/headers.ts'
import type { PatchContext } from '../patches/parse.ts'
import type { Tools } from '../pipeline/answer.ts'
import { errorAnswer } from '../pipeline/error-answer.ts'
import { project, respond } from '../pipeline/project.ts'
import type { Settings } from '../settings.ts'

/** What the resources of the control API work with: what answers requests, and how the mock is set up. */
export interface ControlTools extends Tools {
  catalogue: Catalogue
  /** What patch documents are held against. */
  patchContext: PatchContext
  settings: Settings
  /** What was wrong with the variables that the settings come from. */
  settingFaults: readonly string[]
  /** Who may write while no token is set. */
  writing: WritingWithoutToken
}

/** Methods that resources have; HEAD goes with GET. */
export type Method = 'GET' | 'PUT' | 'POST' | 'DELETE'

/**
 * Who may do it: everyone (`open`), who may use the mock (`read`: one of the `MOCK_API_KEYS`, where there are any), or who
 * may change its patches (`write`).
 */
export type Access = 'open' | 'read' | 'write'

/** Tells whether a request may do something: undefined, or the refusal. */
export type AccessCheck = (context: Context) => Promise<Refusal | undefined>

/** Who may write while no `MOCK_ADMIN_TOKEN` is set. */
export interface WritingWithoutToken {
  who: 'nobody' | 'this machine' | 'this process'
  /**
   * @param request what wants to write
   * @param bindings what the runtime says of where the request came from
   */
  allows(request: Request, bindings: unknown): boolean
  /** A sentence for those who may not: why, and how to turn writing on. */
  advice: string
}

/** One thing that can be done with a resource. */
export interface Action {
  access: Access
  /** What it does, in a sentence without its end. */
  summary: string
  /** The answer, or why there is none. */
  handle(context: Context): Response | Refusal | Promise<Response | Refusal>
}

/** One resource of the control API. */
export interface Resource {
  /** Hono's path pattern below `/__mock`: `/patches/:namespace`. */
  path: string
  actions: Partial<Record<Method, Action>>
}

/** Extra headers of an answer. */
export type ExtraHeaders = Record<string, string>

/** @returns an answer with a JSON body, written to be read by people, too */
export function jsonAnswer(body: unknown, status = 200, headers: ExtraHeaders = {}): Response {
  return textAnswer(`${JSON.stringify(body, null, 2)}\n`, status, {
    'content-type': 'application/json',
    ...headers,
  })
}

/** @returns an answer with a text for a body, or none */
export function textAnswer(body: string | null, status: number, headers: ExtraHeaders): Response {
  return new Response(body, {
    status,
    headers: { ...apiHeaders(0), 'cache-control': 'no-cache', ...headers },
  })
}

/** @returns the answer as it is, or the one that tells why there is none, in OpenAI's envelope */
export function answerOf(result: Response | Refusal): Response {
  return isRefusal(result) ? respond(project({ answer: errorAnswer(result.refusal) }, 0)) : result
}
