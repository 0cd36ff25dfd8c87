import type { DocumentInfo } from '../catalogue/types.ts'
import type { PatchSource, SourceStatus } from '../patches/source.ts'
import type { Settings } from '../settings.ts'

/** Body of `GET /__mock/status`: what this instance mocks, by what rules, and what is wrong. */
export interface Status {
  status: 'ok' | 'degraded'
  document: DocumentInfo
  operations: number
  patches: SourceStatus
  /** What is set, without the keys themselves. */
  settings: { auth: 'off' | 'any key' | 'restricted'; maxBodyBytes: number }
  warnings: string[]
}

/** What the status is made of. */
export interface StatusSources {
  document: DocumentInfo
  operations: number
  patches: PatchSource
  settings: Settings
  /** What was wrong with the variables that the settings come from. */
  settingFaults: readonly string[]
}

/**
 * @param sources what the status is made of
 * @param namespace whose patches are loaded for the occasion, so that an outage shows before a test runs into it
 */
export async function statusOf(sources: StatusSources, namespace: string): Promise<Status> {
  const { document, operations, settings, settingFaults } = sources
  const { warnings: ofNamespace } = await sources.patches.load(namespace)
  const patches = sources.patches.status()
  const warnings = new Set([
    ...settingFaults,
    ...ofNamespace,
    ...patches.namespaces.flatMap((one) => one.warnings),
  ])
  return {
    status: warnings.size === 0 ? 'ok' : 'degraded',
    document,
    operations,
    patches,
    settings: {
      auth: settings.auth ? (settings.apiKeys.length > 0 ? 'restricted' : 'any key') : 'off',
      maxBodyBytes: settings.maxBodyBytes,
    },
    warnings: [...warnings],
  }
}
