import { type ChildProcess, execFileSync, spawn, spawnSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** Options for starting a container. */
export interface StartOptions {
  /** Host folders by container path, mounted read-only. */
  mounts?: Record<string, string>
  env?: Record<string, string>
  /** Host port that is forwarded to the mock. */
  port: number
}

/** A started container. */
export interface StartedContainer {
  /** Foreground process with the output and exit code of the container. */
  process: ChildProcess
  /** Sends a signal to the container's first process. */
  signal(name: 'SIGTERM' | 'SIGINT'): void
  /** Runs a command in the container and returns its exit code. */
  run(command: string[]): number | null
  remove(): void
}

/** The configuration of an image. */
export interface ImageConfig {
  User: string
  ExposedPorts: Record<string, unknown>
  Healthcheck: { Test: string[] }
  Entrypoint: string[]
  Cmd: string[]
}

/** A tool that builds and runs images. */
export interface Engine {
  name: string
  /** @throws {Error} with the builder's output if the build fails */
  build(context: string, image: string): void
  config(image: string): ImageConfig
  start(image: string, options: StartOptions): StartedContainer
  removeImage(image: string): void
}

const BASE_IMAGES = ['docker.io/library/node:24-bookworm-slim', 'docker.io/mikefarah/yq:4']

/** Script that creates the base images if no registry can be reached. */
const CREATE_BASES_SCRIPT = resolve(import.meta.dirname, '../../../shared/docker-bases/make-bases')

/**
 * @returns Docker if its engine is running, otherwise Buildah
 * @throws {Error} if neither is available
 */
export function findEngine(): Engine {
  if (spawnSync('docker', ['info'], { stdio: 'ignore' }).status === 0) {
    return docker
  }
  // Same as in the script that creates the base images: images of one storage driver are invisible to another.
  process.env['STORAGE_DRIVER'] ??= 'vfs'
  createMissingBaseImages()
  if (spawnSync('buildah', ['--version'], { stdio: 'ignore' }).status === 0) {
    return buildah
  }
  throw new Error('no container engine found; start Docker or install Buildah')
}

const docker: Engine = {
  name: 'docker',
  build: (context, image) => void run('docker', ['build', '--tag', image, context]),
  config: (image) => JSON.parse(run('docker', ['image', 'inspect', '--format', '{{json .Config}}', image])),
  start(image, { mounts = {}, env = {}, port }) {
    const name = `${image.split(':')[0]}-${port}`
    const child = spawn('docker', [
      'run',
      '--rm',
      '--read-only',
      '--tmpfs=/tmp',
      `--name=${name}`,
      `--publish=127.0.0.1:${port}:4010`,
      ...Object.entries(mounts).flatMap(([target, source]) => ['--volume', `${source}:${target}:ro`]),
      ...Object.entries(env).flatMap(([key, value]) => ['--env', `${key}=${value}`]),
      image,
    ])
    return {
      process: child,
      signal: (signal) => void run('docker', ['kill', '--signal', signal, name]),
      run: (command) => spawnSync('docker', ['exec', name, ...command]).status,
      remove: () => void spawnSync('docker', ['rm', '--force', name]),
    }
  },
  removeImage: (image) => void spawnSync('docker', ['image', 'rm', image]),
}

/** Needs neither a daemon nor privileges. The container shares the host network, and its root is writable. */
const ISOLATION = ['--isolation', 'chroot']

const buildah: Engine = {
  name: 'buildah',
  build(context, image) {
    const pull = hasBaseImages() ? ['--pull-never'] : []
    const before = listContainers()
    try {
      run('buildah', ['build', ...ISOLATION, ...pull, '--format', 'docker', '--tag', image, context])
    } finally {
      // Buildah leaves behind the containers of stages without RUN and of failed builds.
      const left = listContainers().filter((id) => !before.includes(id))
      if (left.length > 0) {
        run('buildah', ['rm', ...left])
      }
    }
  },
  config: (image) => JSON.parse(run('buildah', ['inspect', '--type', 'image', image])).Docker.config,
  start(image, { mounts = {}, env = {}, port }) {
    const name = run('buildah', ['from', '--pull-never', `localhost/${image}`]).trim()
    const { Entrypoint, Cmd } = buildah.config(image)
    const child = spawn('buildah', [
      'run',
      ...ISOLATION,
      `--env=PORT=${port}`,
      ...Object.entries(mounts).flatMap(([target, source]) => ['--volume', `${source}:${target}:ro`]),
      ...Object.entries(env).flatMap(([key, value]) => ['--env', `${key}=${value}`]),
      name,
      '--',
      ...Entrypoint,
      ...Cmd,
    ])
    return {
      process: child,
      signal: (signal) => process.kill(firstContainerProcess(child), signal),
      run: (command) =>
        spawnSync('buildah', ['run', ...ISOLATION, '--env', `PORT=${port}`, name, '--', ...command]).status,
      remove: () => void spawnSync('buildah', ['rm', name]),
    }
  },
  removeImage: (image) => void spawnSync('buildah', ['rmi', '--force', image]),
}

/** Finds the container's first process, skipping the copies of Buildah above it. */
function firstContainerProcess(child: ChildProcess): number {
  let [pid] = childProcessIds(child.pid)
  while (pid !== undefined && readFileSync(`/proc/${pid}/cmdline`, 'utf8').startsWith('buildah')) {
    ;[pid] = childProcessIds(pid)
  }
  if (pid === undefined) {
    throw new Error('the container has no process')
  }
  return pid
}

function childProcessIds(pid: number | undefined): number[] {
  const found = spawnSync('pgrep', ['--parent', String(pid)], { encoding: 'utf8' }).stdout
  return found.split('\n').filter(Boolean).map(Number)
}

function listContainers(): string[] {
  return run('buildah', ['containers', '--quiet']).split('\n').filter(Boolean)
}

function hasBaseImages(): boolean {
  return BASE_IMAGES.every((image) => spawnSync('buildah', ['images', '--quiet', image]).status === 0)
}

function createMissingBaseImages(): void {
  if (existsSync(CREATE_BASES_SCRIPT) && !hasBaseImages()) {
    run(CREATE_BASES_SCRIPT, [])
  }
}

function run(command: string, args: string[]): string {
  return execFileSync(command, args, { encoding: 'utf8', stdio: ['ignore', 'pipe', 'pipe'], maxBuffer: 1e9 })
}
