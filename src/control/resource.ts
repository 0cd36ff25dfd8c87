import type { Context } from 'hono'
import type { Catalogue } from '../catalogue/catalogue.ts'
import { apiHeaders } from '../openai/headers.ts'
import type { PatchContext } from '../patches/document/parse.ts'
import type { MemorySource } from '../pipeline/incoming.ts'
import type { HostCheck } from './access/page-guard.ts'
import type { Services } from '../pipeline/services.ts'
import type { Settings } from '../settings.ts'

/** Dependencies of the control API's resources: those of the pipeline, and the configuration. */
export interface ControlServices extends Services {
  catalogue: Catalogue
  /** Context in which patch documents are validated. */
  patchContext: PatchContext
  settings: Settings
  /** Issues of the environment variables that the settings come from. */
  settingIssues: readonly string[]
  /** How kept objects are reached; undefined if nothing is kept. */
  memory: ((bindings: unknown) => MemorySource) | undefined
  /** Checks the `Host` of requests. */
  allowsHost: HostCheck
  /** Write policy that applies if no `MOCK_ADMIN_TOKEN` is set. */
  writePolicy: WritePolicy
}

/** HTTP methods of resources; HEAD is handled as GET. */
export type Method = 'GET' | 'PUT' | 'POST' | 'DELETE'

/**
 * Required access: none (`open`), one of the `MOCK_API_KEYS` if configured (`read`), permission to change patches
 * (`write`), or permission to change a namespace (`namespace`): any key for those named `t-...`, which are for tests,
 * and `write` for all others.
 */
export type Access = 'open' | 'read' | 'write' | 'namespace'

/** Throws an API error unless the request is allowed. */
export type AccessCheck = (context: Context) => Promise<void>

/** Decides which requests may write if no `MOCK_ADMIN_TOKEN` is set. */
export interface WritePolicy {
  allowedWriters: 'nobody' | 'this machine' | 'this process'
  /** @param bindings runtime-specific data about the connection */
  allows(request: Request, bindings: unknown): boolean
  /** Error message for rejected requests: the reason, and how to enable writing. */
  advice: string
}

/** A method of a resource. */
export interface Action {
  access: Access
  /** One sentence without a full stop. */
  summary: string
  /** Handles a request that has access. May throw an API error. */
  handle(context: Context): Response | Promise<Response>
}

/** A resource of the control API. */
export interface Resource {
  /** Hono path pattern relative to `/__mock`: `/patches/:namespace`. */
  path: string
  actions: Partial<Record<Method, Action>>
}

/** Additional response headers. */
export type ExtraHeaders = Record<string, string>

/** Returns a response with an indented JSON body. */
export function jsonResponse(body: unknown, status = 200, headers: ExtraHeaders = {}): Response {
  return textResponse(`${JSON.stringify(body, null, 2)}\n`, status, {
    'content-type': 'application/json',
    ...headers,
  })
}

/** Returns a response with a text body, or without a body if `null`. */
export function textResponse(body: string | null, status: number, headers: ExtraHeaders): Response {
  return new Response(body, {
    status,
    headers: { ...apiHeaders(0), 'cache-control': 'no-cache', ...headers },
  })
}
