import { cloudflareTest } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'

export default defineConfig({
  test: {
    projects: [
      {
        plugins: [
          cloudflareTest({
            wrangler: { configPath: './wrangler.toml' },
            // Read patches for every request, so that tests see their changes at once.
            miniflare: { bindings: { CONFIG_TTL_SECONDS: '0', MOCK_ADMIN_TOKEN: 'admin-token' } },
          }),
        ],
        test: {
          name: 'workers',
          testTimeout: 30_000,
          include: ['test/workers/**/*.test.ts'],
          globalSetup: './test/support/provide-calls.ts',
        },
      },
      {
        test: { name: 'node', include: ['test/node/**/*.test.ts'], testTimeout: 60_000, hookTimeout: 60_000 },
      },
      {
        test: { name: 'clients', include: ['test/clients/**/*.test.ts'], testTimeout: 30_000 },
      },
    ],
  },
})
