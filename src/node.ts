import { Server } from 'node:http'
import { resolve } from 'node:path'
import { serve } from '@hono/node-server'
import { createApp } from './app.ts'
import { answerClientErrors } from './client-errors.ts'
import { lineWriter } from './line-writer.ts'
import { filePatches } from './patches/files.ts'
import { logFormatOf, logged } from './request-log.ts'
import { readSettings } from './settings.ts'

/** Running answers get this long to finish after SIGTERM or Ctrl-C. */
const GRACE_MS = 900

const port = portOf(process.env['PORT'] ?? '4010')
const hostname = process.env['HOST'] ?? '127.0.0.1'
const patchesFolder = resolve(process.env['PATCHES_DIR'] ?? 'patches')

const { settings, faults } = readSettings(process.env)
const logFormat = logFormatOf(process.env['LOG'], process.stdout.isTTY)
if (logFormat === undefined) {
  faults.push(`LOG is "${process.env['LOG']}"; expected json, pretty or off`)
}
if (faults.length > 0) {
  fail(faults.join('\n'))
}
const write = lineWriter(process.stdout)

/** The entry on Node: patches come from the files of `PATCHES_DIR`. */
const app = createApp({ settings, patches: (routes) => filePatches(patchesFolder, routes) })

const server = serve(
  {
    fetch: logged(app.fetch, write, logFormat ?? 'off'),
    port,
    hostname,
    // Room for a patch in a header; a Worker gets 128 KB.
    serverOptions: { maxHeaderSize: 65_536 },
  },
  (address) => {
    const message = `openai-edge-mock listens on http://${hostname}:${address.port}, patches in ${patchesFolder}`
    write(logFormat === 'json' ? JSON.stringify({ time: new Date(), level: 'info', message }) : message)
  },
)
if (server instanceof Server) {
  answerClientErrors(server)
}

server.on('error', (error: NodeJS.ErrnoException) => {
  const reason =
    error.code === 'EADDRINUSE'
      ? `port ${port} is taken; set PORT to another, or stop what listens there`
      : error.message
  fail(`openai-edge-mock cannot listen on ${hostname}:${port}: ${reason}`)
})

for (const signal of ['SIGTERM', 'SIGINT'] as const) {
  process.once(signal, () => {
    server.close(() => process.exit(0))
    if ('closeIdleConnections' in server) {
      server.closeIdleConnections()
    }
    setTimeout(() => process.exit(0), GRACE_MS).unref()
  })
}

function portOf(text: string): number {
  const number = Number(text)
  if (text.trim() === '' || !Number.isInteger(number) || number < 0 || number > 65_535) {
    fail(`PORT is "${text}"; expected a port number from 0 to 65535`)
  }
  return number
}

function fail(message: string): never {
  console.error(message)
  process.exit(1)
}
