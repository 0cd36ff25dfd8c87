import { env, waitUntil } from 'cloudflare:workers'
import { createApp } from './app.ts'
import { acceptOnWorkers } from './runtimes/workers/accept-socket.ts'
import { kvPatches } from './patches/sources/kv.ts'
import { kvSeeds } from './runtimes/workers/kv-seeds.ts'
import { workerMemory } from './runtimes/workers/memory-source.ts'
import { namespaceClass, WORKER_LIMITS } from './runtimes/workers/mock-namespace.ts'
import { limitsOf, readSettings } from './settings.ts'

const DEFAULT_TTL_SECONDS = 5

const { settings, issues } = readSettings({ ...env })
const ttlSeconds = Number(env.CONFIG_TTL_SECONDS ?? DEFAULT_TTL_SECONDS)
const isValidTtl = Number.isFinite(ttlSeconds) && ttlSeconds >= 0
if (!isValidTtl) {
  issues.push(`CONFIG_TTL_SECONDS is "${env.CONFIG_TTL_SECONDS}"; expected a number of seconds, such as 5`)
}

const WRITES_DISABLED =
  'Writes are disabled: this Worker has no secret MOCK_ADMIN_TOKEN. Set one with "npx wrangler secret put MOCK_ADMIN_TOKEN", ' +
  'or for wrangler dev with a line MOCK_ADMIN_TOKEN=... in .dev.vars, and send it as "Authorization: Bearer ...". ' +
  'Without a token, change patches with "npx wrangler kv key put".'

/** Entry point on Cloudflare Workers. Loads patches from the KV namespace `MOCK_CONFIG`. */
const app = createApp({
  settings,
  settingIssues: issues,
  acceptSocket: acceptOnWorkers,
  writePolicy: { allowedWriters: 'nobody', allows: () => false, advice: WRITES_DISABLED },
  memory: workerMemory(env.MOCK_NAMESPACE),
  seed: kvSeeds(env.MOCK_CONFIG),
  patches: (context) =>
    kvPatches({
      kv: env.MOCK_CONFIG,
      context,
      ttlMs: (isValidTtl ? ttlSeconds : DEFAULT_TTL_SECONDS) * 1000,
      waitUntil: waitUntil,
    }),
})

export default app

/** The objects of one namespace, as a Durable Object. */
export class MockNamespace extends namespaceClass({
  app,
  limits: { ...WORKER_LIMITS, ...limitsOf(settings) },
  ttlSeconds: settings.stateTtlSeconds,
}) {}
