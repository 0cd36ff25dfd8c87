import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Engine, StartedContainer, StartOptions } from './engine.ts'
import { freePort } from '../support/free-port.ts'

/** A running container of the image under test. */
export interface Container extends StartedContainer {
  url: string
  /** @returns the output of the container so far */
  output: () => string
  /** Resolves to the exit code when the container exits. */
  exited: Promise<number | null>
  /** Waits for the first response. */
  firstResponse: () => Promise<void>
}

/** Maximum time from the start of a container to its first response. */
const START_TIMEOUT_MS = 60_000

/**
 * @param engine the container engine
 * @param image the image name
 * @param options start options; the port is a free one
 */
export async function startContainer(
  engine: Engine,
  image: string,
  options: Omit<StartOptions, 'port'> = {},
): Promise<Container> {
  const port = await freePort()
  const started = performance.now()
  const container = engine.start(image, { ...options, port })
  let output = ''
  for (const stream of [container.process.stdout, container.process.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk
    })
  }
  const ended = once(container.process, 'close').then(([code]) => (typeof code === 'number' ? code : null))
  const url = `http://127.0.0.1:${port}`
  return {
    ...container,
    url,
    exited: ended,
    output: () => output,
    async firstResponse() {
      while (container.process.exitCode === null && performance.now() - started < START_TIMEOUT_MS) {
        try {
          await chat(url, 'Hello')
          return
        } catch {
          await new Promise((again) => setTimeout(again, 10))
        }
      }
      throw new Error(`the container does not respond; its output:\n${output}`)
    },
  }
}

/** Posts JSON with an API key. */
export function post(url: string, path: string, body: unknown): Promise<Response> {
  return fetch(url + path, {
    method: 'POST',
    headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

/** Sends a GET request with an API key. */
export function get(url: string, path: string): Promise<Response> {
  return fetch(url + path, { headers: { authorization: 'Bearer sk-test' } })
}

/** @returns the content of the assistant message */
export async function chat(url: string, prompt: string): Promise<unknown> {
  const body = { model: 'gpt-4o-mini', messages: [{ role: 'user', content: prompt }] }
  const response = await post(url, '/v1/chat/completions', body)
  const answer = (await response.json()) as { choices: { message: { content: unknown } }[] }
  return answer.choices[0]?.message.content
}

/**
 * @param files contents by file name; non-empty `.sh` and `.envsh` files become executable
 * @returns a new world-readable folder with these files
 */
export function createFolder(files: Record<string, string>): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'image-files-')), 'files')
  mkdirSync(folder)
  chmodSync(join(folder, '..'), 0o755)
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, name), text)
    chmodSync(join(folder, name), /\.(?:env)?sh$/.test(name) && text !== '' ? 0o755 : 0o644)
  }
  return folder
}
