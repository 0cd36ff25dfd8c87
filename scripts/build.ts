import { execFileSync } from 'node:child_process'
import { copyFileSync, readdirSync, rmSync, readFileSync } from 'node:fs'
import { isBuiltin } from 'node:module'
import { relative, resolve } from 'node:path'
import type { Plugin } from 'esbuild'
import {
  builtFingerprint,
  fileStates,
  fingerprintOf,
  recordBuild,
  recordStep,
} from '../compiler/build-cache.ts'
import { isUrl } from '../compiler/source/fetch-document.ts'
import { compileIfNeeded } from '../compiler/compile.ts'
import { BuildError } from '../compiler/diagnostics.ts'
import { locationsOf, readLock } from '../compiler/source/lock.ts'
import { START_ARGUMENTS } from './start-command.ts'

const project = resolve(import.meta.dirname, '..')
const dist = resolve(project, 'dist')

/**
 * Builds missing and outdated files: the generated modules, then `dist/node.js` (the server), `dist/index.js` and
 * `dist/node-library.js` (the library, with its types), `dist/container.js` (the Docker image) and `dist/cli.js` (the
 * command). Dependencies are bundled into shared chunks.
 */
export async function build(): Promise<void> {
  // Read before the build, so that sources changed meanwhile are rebuilt next time.
  const sources = fileStates(sourceFiles())
  await compileIfNeeded()
  const fingerprint = fingerprintOf(bundleInputs(), builtFingerprint('catalogue'))
  if (builtFingerprint('bundle') !== fingerprint) {
    await bundle()
    recordStep('bundle', { fingerprint, outputs: BUNDLES })
  }
  recordBuild(sources)
}

/** A CommonJS package whose calls of `require` for Node's own modules would fail in an ES module. */
const COMMON_JS = /[\\/]node_modules[\\/]ws[\\/].*\.js$/

/** Loads Node's own modules in bundled CommonJS code. Optional native addons are not found, which the code expects. */
const builtinModules: Plugin = {
  name: 'builtin-modules',
  setup(bundler) {
    bundler.onLoad({ filter: COMMON_JS }, ({ path }) => ({
      contents: readFileSync(path, 'utf8').replaceAll(/\brequire\('(\w+)'\)/g, (call, name: string) =>
        isBuiltin(name) ? `process.getBuiltinModule('${name}')` : call,
      ),
    }))
  },
}

async function bundle(): Promise<void> {
  const esbuild = await import('esbuild')
  rmSync(dist, { recursive: true, force: true })
  await esbuild.build({
    entryPoints: {
      node: resolve(project, 'src/node.ts'),
      index: resolve(project, 'src/index.ts'),
      container: resolve(project, 'docker/container.ts'),
      cli: resolve(project, 'src/cli.ts'),
      'node-library': resolve(project, 'src/node-library.ts'),
      ...Object.fromEntries(KITS.map((kit) => [kit, resolve(project, `src/kits/${kit}.ts`)])),
    },
    outdir: dist,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    // Prefer ES modules: the UMD build of one package cannot be bundled.
    mainFields: ['module', 'main'],
    // The test frameworks are those of the project that uses a kit.
    external: ['vitest', '@playwright/test', 'msw'],
    target: 'node22',
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'warning',
    plugins: [builtinModules],
  })
  await esbuild.build({
    entryPoints: [resolve(project, 'src/kits/jest.ts')],
    outfile: resolve(dist, 'jest.cjs'),
    bundle: true,
    format: 'cjs',
    platform: 'node',
    target: 'node22',
    minifyWhitespace: true,
    // CommonJS has no import.meta.
    define: { 'import.meta.url': 'MODULE_URL' },
    banner: { js: 'const MODULE_URL = require("node:url").pathToFileURL(__filename).href' },
    logLevel: 'warning',
  })
  const compiler = resolve(project, 'node_modules/typescript/bin/tsc')
  execFileSync(process.execPath, [compiler, '-p', resolve(project, 'tsconfig.declarations.json')])
  for (const name of ['baseline.json', 'patch-document.schema.json']) {
    copyFileSync(resolve(project, 'src/generated', name), resolve(dist, name))
  }
  copyFileSync(resolve(project, 'src/kits/jest.d.cts'), resolve(dist, 'types/kits/jest.d.cts'))
  // Answer one request, so that the compile cache is warm for the first start.
  execFileSync(process.execPath, [...START_ARGUMENTS, '--fill-cache'])
}

/** Test kits that are ES modules. */
const KITS = ['vitest', 'playwright', 'msw']

const BUNDLES = [
  'dist/node.js',
  'dist/index.js',
  'dist/container.js',
  'dist/cli.js',
  'dist/node-library.js',
  'dist/types/index.d.ts',
]

/** The inputs of the bundle except the generated modules, which the catalogue's fingerprint covers. */
function bundleInputs(): string[] {
  const sources = ['src', 'compiler', 'docker'].flatMap(filesIn).filter((file) => !file.startsWith(GENERATED))
  const settings = readdirSync(project).filter((name) => /^tsconfig.*\.json$/.test(name))
  return [...sources, ...settings, 'scripts/build.ts', 'package-lock.json']
}

/** The inputs of both steps, including the possible locations of the document. */
function sourceFiles(): string[] {
  const documents = locationsOf(readLock()).filter((location) => !isUrl(location))
  return [...bundleInputs(), ...filesIn('spec'), ...documents]
}

const GENERATED = 'src/generated/'

function filesIn(folder: string): string[] {
  return readdirSync(resolve(project, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(project, resolve(entry.parentPath, entry.name)))
}

/** Builds, or prints the build error and exits with 1. */
export async function buildOrExit(): Promise<void> {
  try {
    await build()
  } catch (error) {
    if (!(error instanceof BuildError)) {
      throw error
    }
    console.error(error.message)
    process.exit(1)
  }
}

if (import.meta.main) {
  await buildOrExit()
}
