import type { StartCommand } from './start-command.ts'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { START_ARGUMENTS } from '../scripts/start-command.ts'
import { fetchDocument } from '../compiler/source/fetch-document.ts'
import { readLock } from '../compiler/source/lock.ts'
import { peerCommand } from './peers.ts'
import {
  BARE_WORKER,
  bundleWorker,
  EMPTY_WORKER,
  type ServedWorker,
  WORKERD,
  writeConfig,
} from './workerd.ts'

/** A benchmarked server. */
export interface Contender {
  name: string
  /** Prefix of the API's paths. */
  basePath: '' | '/v1'
  /** True if the server returns the same response to every request. */
  hasConstantResponse?: boolean
  /** @returns the command that starts it on a port */
  prepare(port: number): StartCommand | Promise<StartCommand>
}

const project = resolve(import.meta.dirname, '..')

/** The benchmarked servers and their temporary folder. */
export interface Contenders {
  ours: Contender
  oursLogging: Contender
  oursOnWorkers: Contender
  emptyHono: Contender
  emptyWorker: Contender
  bareHono: Contender
  bareWorker: Contender
  prism: Contender
  steady: Contender
  aimock: Contender
  /** @returns the path of our bundled Worker, as uploaded by wrangler */
  workerModule(): string
  /** Removes the temporary folder. */
  cleanUp(): void
}

/**
 * @param patches our patch documents by namespace
 * @returns the servers; their files are created, and the peers installed, when they are first started
 */
export function contenders(patches: Readonly<Record<string, unknown>>): Contenders {
  const folder = mkdtempSync(join(tmpdir(), 'bench-'))
  const patchesFolder = resolve(folder, 'patches')
  mkdirSync(patchesFolder)
  for (const [namespace, document] of Object.entries(patches)) {
    writeFileSync(resolve(patchesFolder, `${namespace}.json`), JSON.stringify(document))
  }
  const write = (name: string, content: string): string => {
    const file = resolve(folder, name)
    writeFileSync(file, content)
    return file
  }
  let document: Promise<string> | undefined
  const documentFile = (): Promise<string> =>
    (document ??= fetchDocument(readLock(), { projectFolder: project }).then(({ text }) =>
      write('openapi.yaml', text),
    ))
  const node = (name: string, env: Record<string, string>): Contender => ({
    name,
    basePath: '/v1',
    prepare: (port) => ({
      command: process.execPath,
      args: [...START_ARGUMENTS],
      env: { PORT: String(port), PATCHES_DIR: patchesFolder, ...env },
    }),
  })
  const honoServer = (file: string, port: number): StartCommand => ({
    command: process.execPath,
    args: [resolve(import.meta.dirname, 'servers', file)],
    env: { PORT: String(port) },
  })
  let bundled: string | undefined
  const workerModule = (): string => (bundled ??= bundleWorker(resolve(folder, 'bundle')))
  const serve = (name: string, worker: ServedWorker): StartCommand => ({
    command: WORKERD,
    args: ['serve', '--binary', writeConfig(resolve(folder, name), worker)],
  })
  return {
    ours: node('ours on Node', { LOG: 'off' }),
    oursLogging: node('ours on Node, with its log', { LOG: 'json' }),
    oursOnWorkers: {
      name: 'ours in workerd',
      basePath: '/v1',
      prepare: (port) => serve('ours', { module: workerModule(), port, patches }),
    },
    emptyHono: {
      name: 'empty Hono app',
      basePath: '',
      hasConstantResponse: true,
      prepare: (port) => honoServer('empty-hono.ts', port),
    },
    emptyWorker: {
      name: 'empty Worker',
      basePath: '',
      hasConstantResponse: true,
      prepare: (port) => serve('empty', { module: EMPTY_WORKER, port, patches: {} }),
    },
    bareHono: {
      name: 'Hono app without a mock',
      basePath: '',
      prepare: (port) => honoServer('bare-hono.ts', port),
    },
    bareWorker: {
      name: 'Worker without a mock',
      basePath: '',
      prepare: (port) => serve('bare', { module: BARE_WORKER, port, patches: {} }),
    },
    prism: {
      name: 'Prism',
      basePath: '',
      prepare: async (port) =>
        peerCommand('@stoplight/prism-cli', 'prism', [
          'mock',
          '--port',
          String(port),
          '--verboseLevel',
          'silent',
          await documentFile(),
        ]),
    },
    steady: {
      name: 'Steady',
      basePath: '',
      prepare: async (port) =>
        peerCommand('@stdy/cli', 'steady', [
          '--port',
          String(port),
          '--host',
          '127.0.0.1',
          '--quiet',
          await documentFile(),
        ]),
    },
    aimock: {
      name: 'aimock',
      basePath: '/v1',
      prepare: (port) => {
        const fixtures = write('fixtures.json', JSON.stringify(AIMOCK_FIXTURES))
        return peerCommand('@copilotkit/aimock', 'llmock', [
          '--port',
          String(port),
          '--fixtures',
          fixtures,
          '--log-level',
          'silent',
        ])
      },
    },
    workerModule,
    cleanUp: () => rmSync(folder, { recursive: true, force: true }),
  }
}

/** aimock only returns configured responses; this one matches ours. */
const AIMOCK_FIXTURES = {
  fixtures: [{ match: { endpoint: 'chat' }, response: { content: 'Hello World!!' } }],
}
