import { createServer, type Server } from 'node:http'
import type { Server as NetServer } from 'node:net'
import { getRequestListener } from '@hono/node-server'
import { createApp } from '../../app.ts'
import type { CompiledDocument } from '../../catalogue/contract.ts'
import { bodyFilesIn } from '../../patches/sources/body-files.ts'
import { filePatches } from '../../patches/sources/files.ts'
import { memoryPatches } from '../../patches/sources/memory.ts'
import type { OnAnswer } from '../../pipeline/respond.ts'
import { createNodeSockets } from './accept-socket.ts'
import { respondToBadRequests, respondToRequestErrors } from './bad-requests.ts'
import { batchRequests } from './batching/batch-requests.ts'
import { sharePatchLoads } from './batching/share-patch-loads.ts'
import { hostCheckFor, localWritePolicy } from './local-write-policy.ts'
import type { MockServer, ServerOptions } from './server-types.ts'
import { nodeConnections } from './sockets.ts'
import { localMemory } from './state/local-memory.ts'
import { seedFiles } from './state/seed-files.ts'
import { openStores } from './state/open-stores.ts'
import type { Certificate } from './tls/certificate.ts'
import { isWebSocketRequest, serveUpgrades } from './upgrades.ts'

/** Large enough for a patch in a header. Workers allow 128 KB. */
const MAX_HEADER_BYTES = 65_536

/** Interval for closing idle connections during shutdown. */
const IDLE_CHECK_MS = 20

/** Options that only the mock's own entry points use. */
export interface ProcessOptions extends ServerOptions {
  /** The mocked document. Defaults to the one compiled at build time. */
  document?: CompiledDocument
  /** Certificate for TLS on the same port. By default there is none. */
  certificate?: Certificate | undefined
  /** Called after each response, for the log. */
  onAnswer?: OnAnswer
  /** Called when the objects of an idle namespace are dropped from memory. */
  onDrop?: (namespace: string) => void
}

/**
 * Starts the mock on a port of this process.
 *
 * @throws {Error} if the port is not available, with Node's `code`, such as `EADDRINUSE`, or if another process uses
 *   the folder of the state
 * @example
 * const server = await startServer({ patches: 'patches' })
 * const client = new OpenAI({ apiKey: 'any-key', baseURL: `${server.url}/v1` })
 * await server.close()
 */
export async function startServer({
  port = 0,
  hostname = '127.0.0.1',
  patches = { patches: [] },
  state,
  seeds,
  settings = {},
  document,
  certificate,
  onAnswer,
  onDrop,
}: ProcessOptions = {}): Promise<MockServer> {
  const stores = openStores({ settings, folder: state, onDrop })
  const sockets = createNodeSockets()
  const memory = localMemory(stores)
  const app = createApp({
    acceptSocket: sockets.accept,
    connectionControl: nodeConnections,
    writePolicy: localWritePolicy(hostname),
    allowsHost: hostCheckFor(hostname),
    patches: (context) =>
      typeof patches === 'string'
        ? sharePatchLoads(filePatches(patches, context))
        : memoryPatches(patches, context),
    ...(typeof patches === 'string' && { files: bodyFilesIn(patches) }),
    settings,
    memory: () => memory,
    ...(seeds !== undefined && { seed: seedFiles(seeds) }),
    ...(document && { document }),
    ...(onAnswer && { onAnswer }),
  })
  const server = createServer(
    { maxHeaderSize: MAX_HEADER_BYTES, shouldUpgradeCallback: isWebSocketRequest },
    getRequestListener(batchRequests(app.fetch), { errorHandler: respondToRequestErrors(onAnswer) }),
  )
  respondToBadRequests(server)
  serveUpgrades(server, app.fetch)
  const listener = certificate === undefined ? server : await withTls(server, certificate)
  await listen(listener, port, hostname)
  const address = listener.address()
  const actualPort = typeof address === 'object' && address !== null ? address.port : port
  return {
    url: `http://${hostname.includes(':') ? `[${hostname.replace(/^\[|\]$/g, '')}]` : hostname}:${actualPort}`,
    close: async () => {
      sockets.stop()
      await Promise.all([close(server), listener === server || closeListener(listener)])
      stores.close()
    },
  }
}

/** Loaded on demand, so that the server starts as fast as without it. */
async function withTls(server: Server, certificate: Certificate): Promise<NetServer> {
  const { servePlainAndTls } = await import('./tls/same-port.ts')
  return servePlainAndTls(server, certificate)
}

function closeListener(listener: NetServer): Promise<void> {
  return new Promise((resolve) => {
    listener.close(() => resolve())
  })
}

function listen(server: NetServer, port: number, hostname: string): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject)
    server.listen(port, hostname, () => {
      server.off('error', reject)
      resolve()
    })
  })
}

function close(server: Server): Promise<void> {
  // Busy keep-alive connections would otherwise stay open.
  server.prependListener('request', (_, response) => response.setHeader('connection', 'close'))
  const timer = setInterval(() => server.closeIdleConnections(), IDLE_CHECK_MS).unref()
  return new Promise((resolve) => {
    server.close(() => {
      clearInterval(timer)
      resolve()
    })
  })
}
