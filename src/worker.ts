import { env, waitUntil } from 'cloudflare:workers'
import { createApp } from './app.ts'
import { kvPatches } from './patches/sources/kv.ts'
import { readSettings } from './settings.ts'

const DEFAULT_TIME_TO_LIVE_SECONDS = 5

const { settings, faults } = readSettings({ ...env })
const timeToLiveSeconds = Number(env.CONFIG_TTL_SECONDS ?? DEFAULT_TIME_TO_LIVE_SECONDS)
const isTime = Number.isFinite(timeToLiveSeconds) && timeToLiveSeconds >= 0
if (!isTime) {
  faults.push(`CONFIG_TTL_SECONDS is "${env.CONFIG_TTL_SECONDS}"; expected a number of seconds, such as 5`)
}

const WRITING_IS_OFF =
  'Writes are disabled: this Worker has no secret MOCK_ADMIN_TOKEN. Set one with "npx wrangler secret put MOCK_ADMIN_TOKEN", ' +
  'or for wrangler dev with a line MOCK_ADMIN_TOKEN=... in .dev.vars, and send it as "Authorization: Bearer ...". ' +
  'Without a token, change patches with "npx wrangler kv key put".'

/** Entry point on Cloudflare Workers. Loads patches from the KV namespace `MOCK_CONFIG`. */
export default createApp({
  settings,
  settingFaults: faults,
  writing: { who: 'nobody', allows: () => false, advice: WRITING_IS_OFF },
  patches: (context) =>
    kvPatches({
      kv: env.MOCK_CONFIG,
      context,
      timeToLive: (isTime ? timeToLiveSeconds : DEFAULT_TIME_TO_LIVE_SECONDS) * 1000,
      background: waitUntil,
    }),
})
