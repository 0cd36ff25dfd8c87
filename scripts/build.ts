import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { join, relative, resolve } from 'node:path'
import { isUrl } from '../compiler/source/fetch-document.ts'
import { compileIfNeeded } from '../compiler/compile.ts'
import { BuildError } from '../compiler/diagnostics.ts'
import { locationsOf, readLock } from '../compiler/source/lock.ts'
import { recordBuild, fileStates } from './as-built.ts'
import { startArguments } from './start-arguments.ts'

const project = resolve(import.meta.dirname, '..')
const dist = resolve(project, 'dist')

/**
 * Builds missing and outdated files: the generated modules, then `dist/node.js` (the server), `dist/index.js` (the
 * library, with its types), `dist/container.js` (the Docker image) and `dist/patches.js` (the command). Dependencies are
 * bundled into shared chunks.
 */
export async function build(): Promise<void> {
  // Read before the build, so that sources changed meanwhile are rebuilt next time.
  const sources = fileStates(sourceFiles())
  const compiled = await compileIfNeeded()
  if (compiled || !isUpToDate()) {
    await bundle()
  }
  recordBuild({ ...sources, ...fileStates([...filesIn('src/generated'), ...OUTPUTS]) })
}

async function bundle(): Promise<void> {
  const esbuild = await import('esbuild')
  rmSync(dist, { recursive: true, force: true })
  await esbuild.build({
    entryPoints: {
      node: resolve(project, 'src/node.ts'),
      index: resolve(project, 'src/index.ts'),
      container: resolve(project, 'docker/container.ts'),
      patches: resolve(project, 'src/cli.ts'),
    },
    outdir: dist,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    // Prefer ES modules: the UMD build of one package cannot be bundled.
    mainFields: ['module', 'main'],
    target: 'node24',
    minifyWhitespace: true,
    legalComments: 'none',
    logLevel: 'warning',
  })
  const compiler = resolve(project, 'node_modules/typescript/bin/tsc')
  execFileSync(process.execPath, [compiler, '-p', resolve(project, 'tsconfig.declarations.json')])
  for (const name of ['baseline.json', 'patch-document.schema.json']) {
    copyFileSync(resolve(project, 'src/generated', name), resolve(dist, name))
  }
  // Answer one request, so that the compile cache is warm for the first start.
  execFileSync(process.execPath, [...startArguments(), '--fill-cache'])
}

const OUTPUTS = ['node.js', 'index.js', 'patches.js', 'types/index.d.ts'].map((name) => join('dist', name))

function isUpToDate(): boolean {
  const newest = Math.max(...filesIn('src').map(modifiedAt))
  return OUTPUTS.every((file) => existsSync(resolve(project, file)) && newest <= modifiedAt(file))
}

/** The inputs of the build, including the possible locations of the document. */
function sourceFiles(): string[] {
  const folders = ['src', 'spec', 'compiler', 'docker', 'scripts'].flatMap(filesIn)
  const settings = [
    'package-lock.json',
    ...readdirSync(project).filter((name) => /^tsconfig.*\.json$/.test(name)),
  ]
  return [...folders, ...settings, ...locationsOf(readLock()).filter((place) => !isUrl(place))]
}

function filesIn(folder: string): string[] {
  return readdirSync(resolve(project, folder), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => relative(project, resolve(entry.parentPath, entry.name)))
}

function modifiedAt(file: string): number {
  return statSync(resolve(project, file)).mtimeMs
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
