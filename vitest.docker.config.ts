import { defineConfig } from 'vitest/config'

/** Apart from the others: these tests need Docker or Buildah, and build an image first. */
export default defineConfig({
  test: {
    name: 'docker',
    include: ['test/docker/**/*.test.ts'],
    testTimeout: 60_000,
    fileParallelism: false,
  },
})
