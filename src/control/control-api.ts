import { Hono } from 'hono'
import { refuse } from '../openai/errors.ts'
import { check } from './resources/check.ts'
import { explain } from './resources/explain.ts'
import { health } from './resources/health.ts'
import { namespaces } from './resources/namespaces.ts'
import { operations } from './resources/operations.ts'
import { overview } from './resources/index.ts'
import { patches } from './resources/patches.ts'
import { pathOf } from './paths.ts'
import { createReadAccess } from './access/read-access.ts'
import { type Access, type AccessCheck, answerOf, type ControlTools, type Resource } from './resource.ts'
import { schema } from './resources/schema.ts'
import { status } from './resources/status.ts'
import { createWriteAccess } from './access/write-access.ts'

/** All resources except the index, in the order that the index lists them. */
const RESOURCES = [health, status, patches, namespaces, check, explain, operations, schema]

/** Returns the control API, to be mounted under {@link CONTROL_PATH}. Errors use OpenAI's envelope. */
export function createControlApi(tools: ControlTools): Hono {
  const listed = RESOURCES.map((resource) => resource(tools))
  const resources = [overview(listed), ...listed]
  const access: Record<Access, AccessCheck> = {
    open: async () => undefined,
    read: createReadAccess(tools.settings),
    write: createWriteAccess(tools.settings.adminToken, tools.writing),
  }
  const api = new Hono()
  for (const { path, actions } of resources) {
    for (const [method, action] of Object.entries(actions)) {
      api.on(method, path, async (context) => {
        const denied = await access[action.access](context)
        return answerOf(denied ?? (await action.handle(context)))
      })
    }
    api.all(path, ({ req }) => answerOf(wrongMethod(req.method, req.path, actions)))
  }
  api.all('*', ({ req }) => answerOf(unknownPath(req.path, resources)))
  return api
}

function wrongMethod(method: string, path: string, actions: Resource['actions']) {
  const allowed = [...methodsOf(actions), ...('GET' in actions ? ['HEAD'] : []), 'OPTIONS']
  return refuse(405, `Not allowed to ${method} on ${path}. Allowed methods: ${allowed.join(', ')}.`, {
    code: 'method_not_supported',
    headers: { allow: allowed.join(', ') },
  })
}

function unknownPath(path: string, resources: readonly Resource[]) {
  const known = resources.map((resource) => `${methodsOf(resource.actions).join(', ')} ${pathOf(resource)}`)
  return refuse(404, `Unknown path ${path}. Available: ${known.join('; ')}.`, { code: 'not_found' })
}

function methodsOf(actions: Resource['actions']): string[] {
  return Object.keys(actions)
}
