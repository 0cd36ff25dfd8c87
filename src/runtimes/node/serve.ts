import { createServer } from 'node:http'
import { resolve } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { BAKED, createApp } from '../../app.ts'
import { describeSource } from '../../catalogue/describe-source.ts'
import type { CompiledDocument } from '../../catalogue/contract.ts'
import { filePatches } from '../../patches/sources/files.ts'
import { bodyFilesIn } from '../../patches/sources/body-files.ts'
import { readSettings } from '../../settings.ts'
import { respondToBadRequests } from './bad-requests.ts'
import { nodeConnections } from './sockets.ts'
import { batchRequests } from './batching/batch-requests.ts'
import { lineWriter } from '../../telemetry/log-writer.ts'
import { localWritePolicy } from './local-write-policy.ts'
import { disableMaglev } from './v8-flags.ts'
import { parseLogFormat, requestLog } from '../../telemetry/request-log.ts'
import { sharePatchLoads } from './batching/share-patch-loads.ts'
import type { StopSignals } from './stop-signals.ts'

/** Time for running responses to finish after SIGTERM or Ctrl-C. The whole shutdown may take a second. */
const GRACE_MS = 800

/** Large enough for a patch in a header. Workers allow 128 KB. */
const MAX_HEADER_BYTES = 65_536

/** Interval for closing idle connections during shutdown. */
const IDLE_CHECK_MS = 20

/** Options of {@link serveMock}. */
export interface ServeOptions {
  signals: StopSignals
  /** The mocked document. Defaults to the one compiled at build time. */
  document?: CompiledDocument
}

/**
 * Serves the mock on `HOST` and `PORT` with the patch files in `PATCHES_DIR`, until a stop signal arrives. Exits the
 * process with a message if a setting is invalid or the port is not available.
 */
export function serveMock({ signals, document }: ServeOptions): void {
  const port = parsePort(process.env['PORT'] ?? '4010')
  const hostname = process.env['HOST'] ?? '127.0.0.1'
  const patchesFolder = resolve(process.env['PATCHES_DIR'] ?? 'patches')
  const { settings, issues } = readSettings(process.env)
  const logFormat = parseLogFormat(process.env['LOG'], process.stdout.isTTY)
  if (logFormat === undefined) {
    issues.push(`LOG is "${process.env['LOG']}"; expected json, pretty or off`)
  }
  if (issues.length > 0) {
    exitWithError(issues.join('\n'))
  }
  const write = lineWriter(process.stdout)
  const onAnswer = requestLog(write, logFormat ?? 'off')
  const app = createApp({
    settings,
    ...(onAnswer && { onAnswer }),
    connectionControl: nodeConnections,
    writePolicy: localWritePolicy(hostname),
    patches: (context) => sharePatchLoads(filePatches(patchesFolder, context)),
    files: bodyFilesIn(patchesFolder),
    ...(document && { document }),
  })
  const server = createServer(
    { maxHeaderSize: MAX_HEADER_BYTES },
    getRequestListener(batchRequests(app.fetch)),
  )
  respondToBadRequests(server)

  server.on('error', (error: NodeJS.ErrnoException) => {
    const reason =
      error.code === 'EADDRINUSE'
        ? `port ${port} is in use; set PORT to another port or stop the other process`
        : error.message
    exitWithError(`openai-edge-mock cannot listen on ${hostname}:${port}: ${reason}`)
  })
  server.listen(port, hostname, () => {
    disableMaglev()
    const address = server.address()
    const actualPort = typeof address === 'object' && address !== null ? address.port : port
    const message =
      `openai-edge-mock listens on http://${hostname}:${actualPort}, patches in ${patchesFolder}, ` +
      `mocking ${describeDocument(document)}`
    write(logFormat === 'json' ? JSON.stringify({ time: new Date(), level: 'info', message }) : message)
  })
  signals.onStop(() => {
    // Busy keep-alive connections would otherwise stay open.
    server.prependListener('request', (_, response) => response.setHeader('connection', 'close'))
    setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS).unref()
    setTimeout(() => process.exit(0), GRACE_MS).unref()
    server.close(() => process.exit(0))
  })
}

function parsePort(text: string): number {
  const number = Number(text)
  if (text.trim() === '' || !Number.isInteger(number) || number < 0 || number > 65_535) {
    exitWithError(`PORT is "${text}"; expected a port number from 0 to 65535`)
  }
  return number
}

function exitWithError(message: string): never {
  console.error(message)
  process.exit(1)
}

function describeDocument({ catalogue }: CompiledDocument = BAKED): string {
  return `${catalogue.routes.length} operations of ${describeSource(catalogue.document)}`
}
