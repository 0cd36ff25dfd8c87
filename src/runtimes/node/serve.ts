import { createServer } from 'node:http'
import { resolve } from 'node:path'
import { getRequestListener } from '@hono/node-server'
import { BAKED, createApp } from '../../app.ts'
import { describeSource } from '../../catalogue/describe-source.ts'
import type { CompiledDocument } from '../../catalogue/contract.ts'
import { filePatches } from '../../patches/sources/files.ts'
import { folderFiles } from '../../patches/sources/body-files.ts'
import { readSettings } from '../../settings.ts'
import { answerClientErrors } from './bad-requests.ts'
import { nodeDelivery } from './sockets.ts'
import { atEndOfTurn } from './batching/batch-requests.ts'
import { lineWriter } from '../../telemetry/log-writer.ts'
import { loopbackWriting } from './local-write-policy.ts'
import { goOnWithoutMaglev } from './v8-flags.ts'
import { logFormatOf, requestLog } from '../../telemetry/request-log.ts'
import { sharedInTurn } from './batching/share-patch-loads.ts'
import type { StopSignals } from './stop-signals.ts'

/** Time for running responses to finish after SIGTERM or Ctrl-C. The whole shutdown may take a second. */
const GRACE_MS = 800

/** Large enough for a patch in a header. Workers allow 128 KB. */
const MOST_HEADER_BYTES = 65_536

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
  const onAnswer = requestLog(write, logFormat ?? 'off')
  const app = createApp({
    settings,
    ...(onAnswer && { onAnswer }),
    delivery: nodeDelivery,
    writing: loopbackWriting(hostname),
    patches: (context) => sharedInTurn(filePatches(patchesFolder, context)),
    files: folderFiles(patchesFolder),
    ...(document && { document }),
  })
  const server = createServer(
    { maxHeaderSize: MOST_HEADER_BYTES },
    getRequestListener(atEndOfTurn(app.fetch)),
  )
  answerClientErrors(server)

  server.on('error', (error: NodeJS.ErrnoException) => {
    const reason =
      error.code === 'EADDRINUSE'
        ? `port ${port} is in use; set PORT to another port or stop the other process`
        : error.message
    fail(`openai-edge-mock cannot listen on ${hostname}:${port}: ${reason}`)
  })
  server.listen(port, hostname, () => {
    goOnWithoutMaglev()
    const address = server.address()
    const actual = typeof address === 'object' && address !== null ? address.port : port
    const message =
      `openai-edge-mock listens on http://${hostname}:${actual}, patches in ${patchesFolder}, ` +
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

function describeDocument({ catalogue }: CompiledDocument = BAKED): string {
  return `${catalogue.routes.length} operations of ${describeSource(catalogue.document)}`
}
