import type { DocumentInfo } from '../catalogue/types.ts'
import { isRefusal } from '../openai/errors.ts'
import type { SourceStatus } from '../patches/source.ts'
import { readKey } from '../pipeline/authorise.ts'
import { readNamespace } from '../pipeline/namespace.ts'
import { streams } from '../streams/registry.ts'
import { type ControlTools, jsonAnswer, type Resource, type WritingWithoutToken } from './resource.ts'

/** Body of `GET /__mock/status`: what this instance mocks, by what rules, and what is wrong. */
export interface Status {
  status: 'ok' | 'degraded'
  document: DocumentInfo
  /** The commit of OpenAI's document; null for any other document. */
  commit: string | null
  operations: number
  catalogue: { operations: number; streaming: number; responses: number; schemas: number }
  patches: SourceStatus
  /** What is set, without the keys themselves. */
  settings: {
    auth: 'off' | 'any key' | 'restricted'
    maxBodyBytes: number
    /** True where the mock refuses what the service refuses and the document allows. */
    strict: boolean
    /** Who may change patches over HTTP. */
    writing: 'with a token' | WritingWithoutToken['who']
  }
  warnings: string[]
}

/** `GET /__mock/status`, for the namespace that `X-Mock-Namespace` names. */
export function status(tools: ControlTools): Resource {
  return {
    path: '/status',
    actions: {
      GET: {
        access: 'read',
        summary: 'What is mocked, where patches come from, what is set, and what is wrong',
        handle: async ({ req }) => {
          const named = readNamespace('', req.raw.headers, readKey(req.raw.headers))
          return isRefusal(named) ? named : jsonAnswer(await statusOf(tools, named.namespace))
        },
      },
    },
  }
}

/** @param namespace whose patches are loaded for the occasion, so that an outage shows before a test runs into it */
async function statusOf(tools: ControlTools, namespace: string): Promise<Status> {
  const { catalogue, settings, settingFaults, writing } = tools
  const { document, routes, counts } = catalogue
  const { warnings: ofNamespace } = await tools.patches.load(namespace)
  const patches = tools.patches.status()
  const warnings = new Set([
    ...settingFaults,
    ...ofNamespace,
    ...patches.namespaces.flatMap((one) => one.warnings),
  ])
  return {
    status: warnings.size === 0 ? 'ok' : 'degraded',
    document,
    commit: document.pinned ? (document.source.split('@')[1] ?? null) : null,
    operations: routes.length,
    catalogue: {
      operations: routes.length,
      streaming: routes.filter(streams).length,
      ...counts,
    },
    patches,
    settings: {
      auth: settings.auth ? (settings.apiKeys.length > 0 ? 'restricted' : 'any key') : 'off',
      maxBodyBytes: settings.maxBodyBytes,
      strict: settings.strict,
      writing: settings.adminToken === undefined ? writing.who : 'with a token',
    },
    warnings: [...warnings],
  }
}
