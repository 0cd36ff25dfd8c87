import type { Settings } from '../../settings.ts'
import type { DocumentInfo } from '../../catalogue/contract.ts'
import type { SourceStatus } from '../../patches/sources/source.ts'
import { readApiKey } from '../../request/api-key.ts'
import { readNamespace } from '../../request/namespace.ts'
import type { RulesLevel } from '../../settings.ts'
import { supportsStreaming } from '../../operations/streams.ts'
import { type ControlServices, jsonResponse, type Resource, type WritePolicy } from '../resource.ts'

/** Response body of `GET /__mock/status`: the mocked document, the settings and all warnings. */
export interface Status {
  status: 'ok' | 'degraded'
  document: DocumentInfo
  /** Commit of OpenAI's document; null for any other document. */
  commit: string | null
  operations: number
  catalogue: { operations: number; streaming: number; responses: number; schemas: number }
  patches: SourceStatus
  /** Effective settings, without secrets. */
  settings: {
    auth: 'off' | 'any key' | 'restricted' | 'locked'
    maxBodyBytes: number
    /** The consequence of a violated service rule. */
    rules: RulesLevel
    /** Who may change patches over HTTP. */
    writing: 'with a token' | WritePolicy['allowedWriters']
  }
  warnings: string[]
}

/** `GET /__mock/status`, for the namespace named by `X-Mock-Namespace`. */
export function status(services: ControlServices): Resource {
  return {
    path: '/status',
    actions: {
      GET: {
        access: 'read',
        summary: 'Returns the mocked document, the source of patches, the settings and all warnings',
        handle: async ({ req }) => {
          const { headers } = req.raw
          const { namespace } = readNamespace('', headers, readApiKey(headers))
          return jsonResponse(await buildStatus(services, namespace))
        },
      },
    },
  }
}

/** @param namespace loaded now, so that a storage outage shows up before a test runs into it */
async function buildStatus(services: ControlServices, namespace: string): Promise<Status> {
  const { catalogue, settings, settingIssues, writePolicy } = services
  const { document, routes, counts } = catalogue
  const { warnings: namespaceWarnings } = await services.patches.load(namespace)
  const patches = settings.isLocked ? { source: '', namespaces: [] } : services.patches.status()
  const warnings = new Set([
    ...settingIssues,
    ...namespaceWarnings,
    ...patches.namespaces.flatMap((one) => one.warnings),
  ])
  return {
    status: warnings.size === 0 ? 'ok' : 'degraded',
    document,
    commit: document.pinned ? (document.source.split('@')[1] ?? null) : null,
    operations: routes.length,
    catalogue: {
      operations: routes.length,
      streaming: routes.filter(supportsStreaming).length,
      ...counts,
    },
    patches,
    settings: {
      auth: describeAuth(settings),
      maxBodyBytes: settings.maxBodyBytes,
      rules: settings.rules,
      writing: settings.adminToken === undefined ? writePolicy.allowedWriters : 'with a token',
    },
    warnings: [...warnings],
  }
}

function describeAuth({ isLocked, auth, apiKeys }: Settings): Status['settings']['auth'] {
  if (isLocked) {
    return 'locked'
  }
  return auth ? (apiKeys.length > 0 ? 'restricted' : 'any key') : 'off'
}
