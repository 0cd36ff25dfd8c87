import { Hono } from 'hono'
import { errorResponse } from '../answer/error-response.ts'
import { serialize, toResponse } from '../answer/serialize.ts'
import { ApiError, apiError } from '../openai/errors.ts'
import { check } from './resources/check.ts'
import { explain } from './resources/explain.ts'
import { health } from './resources/health.ts'
import { namespaces } from './resources/namespaces.ts'
import { operations } from './resources/operations.ts'
import { apiIndex } from './resources/index.ts'
import { patches } from './resources/patches.ts'
import { pathOf } from './paths.ts'
import { rejectOtherPages } from './access/page-guard.ts'
import { createReadAccess } from './access/read-access.ts'
import type { Access, AccessCheck, ControlServices, Resource } from './resource.ts'
import { findRequests } from './resources/requests/find.ts'
import { countRequests } from './resources/requests/count.ts'
import { requests } from './resources/requests/requests.ts'
import { rules } from './resources/rules.ts'
import { createNamespaceAccess } from './access/namespace-access.ts'
import { state, stateCopy, stateIndex } from './resources/state.ts'
import { schema } from './resources/schema.ts'
import { status } from './resources/status.ts'
import { createWriteAccess } from './access/write-access.ts'

/** All resources except the index, in the order that the index lists them. */
const RESOURCES = [
  health,
  status,
  patches,
  namespaces,
  requests,
  findRequests,
  countRequests,
  check,
  explain,
  operations,
  state,
  stateCopy,
  stateIndex,
  rules,
  schema,
]

/** Returns the control API, to be mounted under {@link CONTROL_PATH}. Errors use OpenAI's envelope. */
export function createControlApi(services: ControlServices): Hono {
  const listedResources = RESOURCES.map((resource) => resource(services))
  const resources = [apiIndex(listedResources), ...listedResources]
  const read = createReadAccess(services.settings)
  const write = services.settings.isLocked
    ? read
    : createWriteAccess(services.settings.adminToken, services.writePolicy)
  const access: Record<Access, AccessCheck> = {
    open: async () => {},
    read,
    write,
    namespace: createNamespaceAccess(read, write),
  }
  const api = new Hono()
  for (const { path, actions } of resources) {
    for (const [method, action] of Object.entries(actions)) {
      api.on(method, path, async (context) => {
        try {
          rejectOtherPages(context, services.allowsHost)
          await access[action.access](context)
          return withoutCors(await action.handle(context))
        } catch (error) {
          return renderError(error)
        }
      })
    }
    api.options(path, () => new Response(null, { status: 204, headers: { allow: allowedMethods(actions) } }))
    api.all(path, ({ req }) => renderError(methodNotAllowed(req.method, req.path, actions)))
  }
  api.all('*', ({ req }) => renderError(unknownPath(req.path, resources)))
  return api
}

/** @throws {unknown} the error, if it is not an API error */
function renderError(error: unknown): Response {
  if (!(error instanceof ApiError)) {
    throw error
  }
  return withoutCors(toResponse(serialize({ answer: errorResponse(error) }, 0)))
}

/** Removes the headers that let pages of other origins read a response. Those of a Durable Object are immutable. */
function withoutCors(response: Response): Response {
  const headers = new Headers(response.headers)
  headers.delete('access-control-allow-origin')
  headers.delete('access-control-expose-headers')
  return new Response(response.body, { status: response.status, headers })
}

function methodNotAllowed(method: string, path: string, actions: Resource['actions']) {
  const allow = allowedMethods(actions)
  return apiError(405, `Not allowed to ${method} on ${path}. Allowed methods: ${allow}.`, {
    code: 'method_not_supported',
    headers: { allow },
  })
}

function allowedMethods(actions: Resource['actions']): string {
  return [...methodsOf(actions), ...('GET' in actions ? ['HEAD'] : []), 'OPTIONS'].join(', ')
}

function unknownPath(path: string, resources: readonly Resource[]) {
  const known = resources.map((resource) => `${methodsOf(resource.actions).join(', ')} ${pathOf(resource)}`)
  return apiError(404, `Unknown path ${path}. Available: ${known.join('; ')}.`, { code: 'not_found' })
}

function methodsOf(actions: Resource['actions']): string[] {
  return Object.keys(actions)
}
