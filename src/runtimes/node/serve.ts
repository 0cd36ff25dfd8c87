import { statSync } from 'node:fs'
import { resolve } from 'node:path'
import { BAKED } from '../../app.ts'
import { describeSource } from '../../catalogue/describe-source.ts'
import type { CompiledDocument } from '../../catalogue/contract.ts'
import { readSettings, readVariable } from '../../settings.ts'
import { lineWriter } from '../../telemetry/log-writer.ts'
import { parseLogFormat, requestLog } from '../../telemetry/request-log.ts'
import type { MockServer } from './server-types.ts'
import { startServer } from './start-server.ts'
import type { StopSignals } from './stop-signals.ts'
import type { TlsSetting } from './tls/read-certificate.ts'
import { surviveErrors } from './survive-errors.ts'
import { disableMaglev } from './v8-flags.ts'

/** Time for running responses to finish after SIGTERM or Ctrl-C. The whole shutdown may take a second. */
const GRACE_MS = 800

/** Options of {@link serveMock}. */
export interface ServeOptions {
  signals: StopSignals
  /** Environment variables. Defaults to those of the process. */
  variables?: NodeJS.ProcessEnv
  /** The mocked document. Defaults to the one compiled at build time. */
  document?: CompiledDocument
}

/**
 * Serves the mock on `HOST` and `PORT` with the patch files in `PATCHES_DIR`, until a stop signal arrives. Exits the
 * process with a message if a setting is invalid or the port is not available.
 */
export async function serveMock({
  signals,
  variables = process.env,
  document,
}: ServeOptions): Promise<MockServer> {
  surviveErrors()
  const port = parsePort(readVariable(variables, 'PORT') ?? '4010')
  const hostname = readVariable(variables, 'HOST') ?? '127.0.0.1'
  const patchesFolder = resolve(readVariable(variables, 'PATCHES_DIR') ?? 'patches')
  const { settings, issues } = readSettings(variables)
  if (isOtherThanFolder(patchesFolder)) {
    issues.push(
      `PATCHES_DIR is "${patchesFolder}", which is not a folder; expected a folder of patch documents`,
    )
  }
  const logFormat = parseLogFormat(variables['LOG'], process.stdout.isTTY)
  if (logFormat === undefined) {
    issues.push(`LOG is "${variables['LOG']}"; expected json, pretty or off`)
  }
  const tls = await readTls(variables)
  if (tls !== undefined && 'issue' in tls) {
    issues.push(tls.issue)
  }
  if (issues.length > 0) {
    exitWithError(issues.join('\n'))
  }
  const stateFolder = variables['STATE_DIR']?.trim() ?? ''
  const write = lineWriter(process.stdout)
  const log = (level: 'info' | 'warn', message: string): void =>
    write(logFormat === 'json' ? JSON.stringify({ time: new Date(), level, message }) : message)
  const onAnswer = requestLog(write, logFormat ?? 'off')
  const server = await startServer({
    port,
    hostname,
    patches: patchesFolder,
    settings,
    ...(stateFolder !== '' && { state: resolve(stateFolder) }),
    seeds: resolve(variables['STATE_SEED_DIR'] ?? 'state'),
    onDrop: (namespace) => log('warn', droppedMessage(namespace)),
    ...(tls !== undefined && 'certificate' in tls && { certificate: tls.certificate }),
    ...(onAnswer && { onAnswer }),
    ...(document && { document }),
  }).catch((error: NodeJS.ErrnoException) => {
    const reason =
      error.code === 'EADDRINUSE'
        ? `port ${port} is in use; set PORT to another port or stop the other process`
        : error.message
    return exitWithError(`openai-edge-mock cannot listen on ${hostname}:${port}: ${reason}`)
  })
  disableMaglev()
  log(
    'info',
    `openai-edge-mock listens on ${server.url}, patches in ${patchesFolder}, ` +
      `mocking ${describeDocument(document)}`,
  )
  if (tls !== undefined && 'message' in tls) {
    log('info', tls.message)
  }
  signals.onStop(() => {
    setTimeout(() => process.exit(0), GRACE_MS).unref()
    void server.close().then(() => process.exit(0))
  })
  return server
}

function droppedMessage(namespace: string): string {
  return (
    `The objects of the namespace '${namespace}' were dropped, since too many namespaces are in use. ` +
    'Set STATE_DIR to a folder to keep them.'
  )
}

/** The code of TLS is loaded on demand, so that the server starts as fast as without it. */
async function readTls(variables: NodeJS.ProcessEnv): Promise<TlsSetting> {
  if (!['MOCK_TLS', 'MOCK_TLS_CERT', 'MOCK_TLS_KEY'].some((name) => (variables[name] ?? '') !== '')) {
    return undefined
  }
  const { readCertificate } = await import('./tls/read-certificate.ts')
  return readCertificate(variables)
}

function parsePort(text: string): number {
  const number = Number(text)
  if (!/^\d{1,5}$/.test(text) || number > 65_535) {
    exitWithError(`PORT is "${text}"; expected a port number from 0 to 65535`)
  }
  return number
}

/** @returns true for a file; false for a folder and if nothing exists or can be read at the path */
function isOtherThanFolder(path: string): boolean {
  try {
    return !(statSync(path, { throwIfNoEntry: false })?.isDirectory() ?? true)
  } catch {
    return false
  }
}

function exitWithError(message: string): never {
  console.error(message)
  process.exit(1)
}

function describeDocument({ catalogue }: CompiledDocument = BAKED): string {
  return `${catalogue.routes.length} operations of ${describeSource(catalogue.document)}`
}
