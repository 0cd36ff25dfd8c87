import { type ChildProcess, spawn } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { runningServer, type SharedServer } from './running-server.ts'

/** The command, which the build writes beside this module. */
const COMMAND = fileURLToPath(new URL('cli.js', import.meta.url))

/**
 * Returns the mock that the variable `OPENAI_MOCK_URL` names, or starts one on a free port in a process of its own. Jest
 * cannot load ES modules into its sandbox.
 *
 * @throws {Error} with the output of the process if it does not start
 */
export async function childServer(): Promise<SharedServer> {
  const running = runningServer()
  if (running !== undefined) {
    return running
  }
  const child = spawn(process.execPath, [COMMAND, '--port', '0'], {
    // Without a log, the output ends with the line that has the URL.
    env: { ...process.env, LOG: 'off', HOST: '127.0.0.1' },
    stdio: ['ignore', 'pipe', 'pipe'],
  })
  return { url: await listening(child), close: () => stop(child) }
}

function stop(child: ChildProcess): Promise<void> {
  return new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) {
      resolve()
    } else {
      child.once('exit', () => resolve())
      child.kill('SIGTERM')
    }
  })
}

function listening(child: ChildProcess): Promise<string> {
  return new Promise((resolve, reject) => {
    let output = ''
    const read = (chunk: Buffer) => {
      output += chunk.toString()
      const [url] = /http:\/\/[\d.]+:\d+/.exec(output) ?? []
      if (url !== undefined) {
        resolve(url)
      }
    }
    child.stdout?.on('data', read)
    child.stderr?.on('data', read)
    child.once('error', reject)
    child.once('exit', (code) => reject(new Error(`openai-edge-mock exited with code ${code}:\n${output}`)))
  })
}
