import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { createRequire } from 'node:module'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { text } from 'node:stream/consumers'
import { isRecord } from '../web/json/is-record.ts'
import { kvKey } from '../patches/sources/kv-store.ts'
import type { DestinationSpec } from './arguments.ts'
import { CommandError } from './command-error.ts'
import type { Destination } from './destination.ts'

const BINDING = 'MOCK_CONFIG'

/**
 * Reads and writes documents in the KV namespace bound by the current folder's `wrangler.toml`, using the wrangler
 * installed there.
 */
export function kvDestination({ kind, persistTo }: Exclude<DestinationSpec, { kind: 'url' }>): Destination {
  const flags = [
    '--binding',
    BINDING,
    `--${kind}`,
    ...(persistTo === undefined ? [] : ['--persist-to', persistTo]),
  ]
  const runKeyCommand = (verb: string, ...operands: string[]) =>
    runWrangler(['kv', 'key', verb, ...operands, ...flags])
  const list = async () => {
    const keys: unknown = JSON.parse(await runKeyCommand('list', '--prefix', kvKey('')))
    return Array.isArray(keys)
      ? keys.filter(isRecord).map(({ name }) => String(name).slice(kvKey('').length))
      : []
  }
  const assertExists = async (namespace: string) => {
    if (!(await list()).includes(namespace)) {
      throw new CommandError(`The namespace '${namespace}' has no patch document.`)
    }
  }
  return {
    get: async (namespace) => {
      await assertExists(namespace)
      // Wrangler appends a line break.
      return (await runKeyCommand('get', kvKey(namespace), '--text')).replace(/\n$/, '')
    },
    put: async (namespace, document) => {
      const folder = await mkdtemp(join(tmpdir(), 'patches-'))
      try {
        const file = join(folder, 'document.json')
        await writeFile(file, document)
        await runKeyCommand('put', kvKey(namespace), '--path', file)
      } finally {
        await rm(folder, { recursive: true })
      }
    },
    remove: async (namespace) => {
      await assertExists(namespace)
      await runKeyCommand('delete', kvKey(namespace))
    },
    list,
  }
}

/**
 * Runs wrangler and returns its standard output.
 *
 * @throws {CommandError} if it exits with an error
 */
async function runWrangler(args: string[]): Promise<string> {
  const child = spawn(process.execPath, [wranglerPath(), ...args], {
    env: { ...process.env, WRANGLER_SEND_METRICS: 'false', CI: 'true' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  const [output, errors, [code]] = await Promise.all([
    text(child.stdout),
    text(child.stderr),
    once(child, 'close'),
  ])
  if (code !== 0) {
    throw new CommandError(`wrangler ${args.join(' ')} failed:\n${`${output}${errors}`.trim()}`)
  }
  return output
}

function wranglerPath(): string {
  try {
    const packageFile = createRequire(join(process.cwd(), 'package.json')).resolve('wrangler/package.json')
    return join(dirname(packageFile), 'bin/wrangler.js')
  } catch {
    throw new CommandError(
      '--local and --remote require wrangler, which is not installed in this folder. Run: npm install --save-dev wrangler',
    )
  }
}
