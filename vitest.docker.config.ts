import { defineConfig } from 'vitest/config'

/** Separate from the other tests, since these need Docker or Buildah and build an image first. */
export default defineConfig({
  test: {
    name: 'docker',
    include: ['test/docker/**/*.test.ts'],
    testTimeout: 120_000,
    fileParallelism: false,
  },
})
