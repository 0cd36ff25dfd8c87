import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'

const project = resolve(import.meta.dirname, '../..')

/** The built server in a child process. */
export interface RunningServer {
  url: string
  patchesFolder: string
  process: ChildProcess
  /** @returns the standard output so far */
  output: () => string
  /** Stops the process and removes its patches folder. */
  stop: () => Promise<void>
}

/**
 * Starts `dist/node.js` on a free port with an empty patches folder.
 *
 * @param env additional environment variables
 * @throws {Error} with the server's output if it does not start
 */
export async function startServer(env: Record<string, string> = {}): Promise<RunningServer> {
  const patchesFolder = mkdtempSync(join(tmpdir(), 'patches-'))
  const child = spawn(process.execPath, [resolve(project, 'dist/node.js')], {
    env: { ...process.env, PORT: '0', PATCHES_DIR: patchesFolder, ...env },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  let output = ''
  const url = await new Promise<string>((found, failed) => {
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk
      const address = /http:\/\/[\d.]+:\d+/.exec(output)
      if (address !== null) {
        found(address[0])
      }
    })
    child.once('exit', () => failed(new Error(`the server did not start:\n${output}`)))
  })
  return {
    url,
    patchesFolder,
    process: child,
    output: () => output,
    stop: async () => {
      if (child.exitCode === null) {
        const exited = once(child, 'exit')
        child.kill('SIGTERM')
        await exited
      }
      rmSync(patchesFolder, { recursive: true, force: true })
    },
  }
}
