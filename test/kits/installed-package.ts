import { execFile } from 'node:child_process'
import { copyFile, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { basename, dirname, join, resolve } from 'node:path'

const project = resolve(import.meta.dirname, '../..')

/** The result of a command. */
export interface CommandResult {
  code: number
  /** Standard output and standard error. */
  output: string
}

/** A folder in which the packed package is installed. */
export interface InstalledPackage {
  folder: string
  /** Runs a command in the folder. */
  run: (command: string, args: readonly string[], env?: Record<string, string>) => Promise<CommandResult>
  /** Copies a file of `test/kits/fixtures` into the folder. */
  use: (...fixtures: string[]) => Promise<void>
  remove: () => Promise<void>
}

/**
 * Packs the package and installs it with the given packages in an empty folder.
 *
 * @param packages such as `vitest`, in the version that the project uses, or `jest@30.4.2`
 * @throws {Error} with the output of npm if the installation fails
 */
export async function installPackage(packages: readonly string[]): Promise<InstalledPackage> {
  const folder = await mkdtemp(join(tmpdir(), 'kit-'))
  const run: InstalledPackage['run'] = (command, args, env = {}) => runIn(folder, { command, args, env })
  const packed = await runIn(project, {
    command: 'npm',
    args: ['pack', '--ignore-scripts', '--silent', '--pack-destination', folder],
    env: {},
  })
  const archive = basename(packed.output.trim().split('\n').at(-1) ?? '')
  const { devDependencies } = JSON.parse(await readFile(resolve(project, 'package.json'), 'utf8'))
  const versions = packages.map((name) =>
    devDependencies[name] === undefined ? name : `${name}@${devDependencies[name]}`,
  )
  await writeFile(join(folder, 'package.json'), '{"private": true}')
  const options = ['--ignore-scripts', '--no-audit', '--no-fund', '--no-save']
  const { code, output } = await run('npm', ['install', ...options, `./${archive}`, ...versions])
  if (code !== 0) {
    throw new Error(`npm install failed:\n${packed.output}\n${output}`)
  }
  return {
    folder,
    run,
    use: async (...fixtures) => {
      for (const fixture of fixtures) {
        const target = join(folder, fixture)
        await mkdir(dirname(target), { recursive: true })
        await copyFile(resolve(import.meta.dirname, 'fixtures', fixture), target)
      }
    },
    remove: () => rm(folder, { recursive: true, force: true }),
  }
}

interface Invocation {
  command: string
  args: readonly string[]
  env: Record<string, string>
}

function runIn(cwd: string, { command, args, env }: Invocation): Promise<CommandResult> {
  return new Promise((done) => {
    const child = execFile(
      command,
      [...args],
      { cwd, env: { ...withoutTestVariables(), ...env }, maxBuffer: 50_000_000 },
      (_, output, errors) => done({ code: child.exitCode ?? -1, output: `${output}${errors}` }),
    )
  })
}

/** Variables of the outer test run would change the inner one. */
function withoutTestVariables(): NodeJS.ProcessEnv {
  const { NODE_OPTIONS: _options, VITEST: _vitest, NODE_ENV: _environment, ...rest } = process.env
  return { ...rest, NO_COLOR: '1', CI: 'true' }
}
