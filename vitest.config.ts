import { cloudflareTest } from '@cloudflare/vitest-plugin'
import { defineConfig } from 'vitest/config'

/** The file name selects the runtime: `*.workers.test.ts` runs in workerd, any other `*.test.ts` on Node. */
const WORKERS_TESTS = 'test/**/*.workers.test.ts'

/** Tests of units that start processes or compile the whole document. The fast subset leaves them out. */
const END_TO_END_TESTS = 'test/unit/**/*.e2e.test.ts'

const ISOLATED = new Set(['budgets', 'clients'])

/** @returns the project of one folder of tests on Node */
function nodeProject(name: string, options: { include?: string; timeout?: number } = {}) {
  const { include = `test/${name}/**/*.test.ts`, timeout = 60_000 } = options
  return {
    test: {
      name,
      include: [include],
      // Files of a worker share its modules, which takes half the CPU time. Tests restore the globals that they replace.
      // Client tests have modules that start a server for one file.
      isolate: ISOLATED.has(name),
      exclude: [WORKERS_TESTS, ...(include === END_TO_END_TESTS ? [] : [END_TO_END_TESTS])],
      testTimeout: timeout,
      hookTimeout: 60_000,
    },
  }
}

export default defineConfig({
  test: {
    projects: [
      nodeProject('unit'),
      nodeProject('e2e', { include: END_TO_END_TESTS }),
      nodeProject('scenarios'),
      nodeProject('operations'),
      nodeProject('clients', { timeout: 30_000 }),
      nodeProject('kits', { timeout: 120_000 }),
      nodeProject('docs'),
      nodeProject('budgets'),
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
