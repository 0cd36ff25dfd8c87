import { execFileSync } from 'node:child_process'
import { copyFileSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { resolve } from 'node:path'

const project = resolve(import.meta.dirname, '..')
const servers = resolve(import.meta.dirname, 'servers')

/** The Workers runtime, without wrangler. */
export const WORKERD = resolve(project, 'node_modules/.bin/workerd')

/** Name of the measured service. */
export const SERVED = 'served'

/** A Worker with a constant response. */
export const EMPTY_WORKER = resolve(servers, 'empty-worker.js')

/** A Worker that answers chat completions without a mock. */
export const BARE_WORKER = resolve(servers, 'bare-worker.js')

/**
 * Bundles our Worker.
 *
 * @param folder the output folder
 * @returns the path of the module that wrangler would upload
 */
export function bundleWorker(folder: string): string {
  const wrangler = resolve(project, 'node_modules/wrangler/bin/wrangler.js')
  execFileSync(process.execPath, [wrangler, 'deploy', '--dry-run', '--outdir', folder], {
    cwd: project,
    stdio: ['ignore', 'ignore', 'inherit'],
    env: { ...process.env, WRANGLER_SEND_METRICS: 'false' },
  })
  return resolve(folder, 'worker.js')
}

/** A Worker to serve with workerd. */
export interface ServedWorker {
  /** Path of its module. */
  module: string
  port: number
  /** Patch documents by namespace, served by the KV binding `MOCK_CONFIG`. */
  patches: Readonly<Record<string, unknown>>
}

/**
 * Writes a `workerd serve` configuration for a Worker and an emulated KV namespace.
 *
 * @param folder the folder of the configuration and of copies of the modules
 * @returns the path of the binary configuration; embedding the modules at start would distort the start-up time
 */
export function writeConfig(folder: string, { module, port, patches }: ServedWorker): string {
  mkdirSync(folder, { recursive: true })
  copyFileSync(module, resolve(folder, 'served.js'))
  copyFileSync(resolve(servers, 'key-value-worker.js'), resolve(folder, 'key-value.js'))
  const documents = Object.fromEntries(
    Object.entries(patches).map(([namespace, document]) => [
      `patches/${namespace}`,
      JSON.stringify(document),
    ]),
  )
  writeFileSync(resolve(folder, 'documents.json'), JSON.stringify(documents))
  const text = resolve(folder, 'config.capnp')
  writeFileSync(text, configuration(port))
  const file = resolve(folder, 'config.bin')
  writeFileSync(file, execFileSync(WORKERD, ['compile', '--config-only', text], { maxBuffer: 100_000_000 }))
  return file
}

/** @returns the configuration in the format of workerd.capnp, with the compatibility date of `wrangler.toml` */
function configuration(port: number): string {
  return `using Workerd = import "/workerd/workerd.capnp";

const config :Workerd.Config = (
  services = [(name = "${SERVED}", worker = .served), (name = "key-value", worker = .keyValue)],
  sockets = [(name = "http", address = "127.0.0.1:${port}", http = (), service = "${SERVED}")],
);

const served :Workerd.Worker = (
  modules = [(name = "served.js", esModule = embed "served.js")],
  compatibilityDate = "${compatibilityDate()}",
  bindings = [
    (name = "MOCK_CONFIG", kvNamespace = "key-value"),
    (name = "CONFIG_TTL_SECONDS", text = "5"),
  ],
);

const keyValue :Workerd.Worker = (
  modules = [(name = "key-value.js", esModule = embed "key-value.js")],
  compatibilityDate = "${compatibilityDate()}",
  bindings = [(name = "DOCUMENTS", json = embed "documents.json")],
);
`
}

function compatibilityDate(): string {
  const [, date] =
    /^compatibility_date = "([\d-]+)"$/m.exec(readFileSync(resolve(project, 'wrangler.toml'), 'utf8')) ?? []
  if (date === undefined) {
    throw new Error('wrangler.toml has no compatibility_date')
  }
  return date
}
