import { type ChildProcess, spawn } from 'node:child_process'
import { once } from 'node:events'
import { connect } from 'node:net'
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
  child.stdout.setEncoding('utf8').on('data', (chunk: string) => (output += chunk))
  const url = await startedUrl(child)
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

/**
 * Waits until a process prints the URL that it listens on.
 *
 * @throws {Error} with the output of the process if it exits before
 */
export function startedUrl(child: ChildProcess): Promise<string> {
  return new Promise((resolveUrl, reject) => {
    let output = ''
    child.stdout?.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk
      const [url] = /http:\/\/[\d.]+:\d+/.exec(output) ?? []
      if (url !== undefined) {
        resolveUrl(url)
      }
    })
    child.once('exit', () => reject(new Error(`The server did not start:\n${output}`)))
  })
}

/** A request that the server is working on. */
export interface PendingRequest {
  /** Resolves once the connection has ended, with or without a response. */
  closed: Promise<unknown>
  /** Disconnects the client. */
  disconnect: () => void
}

/** Sends a chat completion on a connection of its own, and waits until the server has received it. */
export async function sendPending(
  { url }: Pick<RunningServer, 'url'>,
  { path = '/v1/chat/completions', stream = false } = {},
): Promise<PendingRequest> {
  const { hostname, port } = new URL(url)
  const body = JSON.stringify({ model: 'm', messages: [{ role: 'user', content: 'Hi' }], stream })
  const socket = connect(Number(port), hostname).on('error', () => {})
  const closed = once(socket, 'close')
  await once(socket, 'connect')
  await new Promise((sent) => {
    socket.write(
      `POST ${path} HTTP/1.1\r\nhost: mock.test\r\nauthorization: Bearer sk-test\r\n` +
        `content-type: application/json\r\ncontent-length: ${Buffer.byteLength(body)}\r\n\r\n${body}`,
      sent,
    )
  })
  socket.resume()
  // A later request on another connection is answered after this one was received.
  await (await fetch(`${url}/__mock/health`)).text()
  return { closed, disconnect: () => socket.destroy() }
}

/** Stops a process that was started with `detached: true`, and its children; does nothing if it did not start. */
export async function stopProcessGroup(child: ChildProcess): Promise<void> {
  if (child.pid === undefined || child.exitCode !== null || child.signalCode !== null) {
    return
  }
  const exited = once(child, 'exit')
  process.kill(-child.pid, 'SIGTERM')
  await exited
}
