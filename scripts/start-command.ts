import { resolve } from 'node:path'

/** V8's flags in `npm start`, in the Docker image and in the benchmark. The compile cache depends on them. */
export const V8_FLAGS: readonly string[] = ['--max-semi-space-size=8']

/** Node's arguments in `npm start`. */
export const START_ARGUMENTS: readonly string[] = [...V8_FLAGS, resolve(import.meta.dirname, 'start.js')]
