import { execFileSync } from 'node:child_process'
import { copyFileSync, existsSync, readdirSync, rmSync, statSync } from 'node:fs'
import { resolve } from 'node:path'
import { compileIfNeeded } from '../spec/compile.ts'
import { BuildError } from '../spec/diagnostics.ts'
import { startArguments } from './start-arguments.ts'

const project = resolve(import.meta.dirname, '..')
const dist = resolve(project, 'dist')

/**
 * Makes what is missing or out of date: the generated modules, then `dist/node.js` (the server), `dist/index.js` (the
 * library, with its types), `dist/container.js` (the Docker image) and `dist/patches.js` (the command), with all their dependencies in files that they
 * share.
 */
export async function build(): Promise<void> {
  const compiled = await compileIfNeeded()
  if (!compiled && isUpToDate()) {
    return
  }
  const esbuild = await import('esbuild')
  rmSync(dist, { recursive: true, force: true })
  await esbuild.build({
    entryPoints: {
      node: resolve(project, 'src/node.ts'),
      index: resolve(project, 'src/index.ts'),
      container: resolve(project, 'src/container.ts'),
      patches: resolve(project, 'src/patches-command.ts'),
    },
    outdir: dist,
    bundle: true,
    splitting: true,
    format: 'esm',
    platform: 'node',
    // Where a package has both: the other form of one, UMD, cannot be bundled.
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
  // Loads what was built once, so that the first start finds the compile cache filled, too.
  execFileSync(process.execPath, [...startArguments(), '--fill-cache'])
}

function isUpToDate(): boolean {
  const outputs = ['node.js', 'index.js', 'patches.js', 'types/index.d.ts'].map((name) => resolve(dist, name))
  const newest = newestSource(resolve(project, 'src'))
  return outputs.every((file) => existsSync(file) && newest <= statSync(file).mtimeMs)
}

function newestSource(folder: string): number {
  const times = readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => statSync(resolve(entry.parentPath, entry.name)).mtimeMs)
  return Math.max(...times)
}

/** Builds, or says in plain words why that cannot be done and ends the process. */
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
