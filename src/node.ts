import { resolve } from 'node:path'
import { serve } from '@hono/node-server'
import { createApp } from './app.ts'
import { filePatches } from './patches/files.ts'

/** Running answers get this long to finish after SIGTERM or Ctrl-C. */
const GRACE_MS = 900

const port = Number(process.env['PORT'] ?? 4010)
const hostname = process.env['HOST'] ?? '127.0.0.1'
const patchesFolder = resolve(process.env['PATCHES_DIR'] ?? 'patches')

/** The entry on Node: patches come from the files of `PATCHES_DIR`. */
const app = createApp({ patches: (routes) => filePatches(patchesFolder, routes) })

const server = serve({ fetch: app.fetch, port, hostname }, (address) => {
  console.log(`openai-edge-mock listens on http://${hostname}:${address.port}, patches in ${patchesFolder}`)
})

server.on('error', (error: NodeJS.ErrnoException) => {
  const advice =
    error.code === 'EADDRINUSE'
      ? `: port ${port} is taken; set PORT to another, or stop what listens there`
      : ''
  console.error(`openai-edge-mock cannot listen on ${hostname}:${port}${advice || `: ${error.message}`}`)
  process.exit(1)
})

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    server.close(() => process.exit(0))
    setTimeout(() => process.exit(0), GRACE_MS).unref()
  })
}
