import { cloudflareTest } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'

/** The file name selects the runtime: `*.workers.test.ts` runs in workerd, any other `*.test.ts` on Node. */
const WORKERS_TESTS = 'test/**/*.workers.test.ts'

/** @returns the project of one folder of tests on Node */
function nodeProject(name: string, timeout: number) {
  return {
    test: {
      name,
      include: [`test/${name}/**/*.test.ts`],
      exclude: [WORKERS_TESTS],
      testTimeout: timeout,
      hookTimeout: 60_000,
    },
  }
}

export default defineConfig({
  test: {
    projects: [
      nodeProject('unit', 60_000),
      nodeProject('scenarios', 60_000),
      nodeProject('operations', 60_000),
      nodeProject('clients', 30_000),
      nodeProject('docs', 60_000),
      nodeProject('budgets', 60_000),
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
          include: [WORKERS_TESTS],
          globalSetup: './test/support/provide-calls.ts',
        },
      },
    ],
  },
})
