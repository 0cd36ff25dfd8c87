import { once } from 'node:events'
import { chmodSync, mkdirSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import type { Engine, StartedContainer, StartOptions } from './engine.ts'
import { freePort } from '../support/free-port.ts'

/** A container of the image under test. */
export interface Container extends StartedContainer {
  url: string
  /** All that the container wrote. */
  output: () => string
  /** Resolves to the exit code when the container has ended. */
  ended: Promise<number | null>
  /** Milliseconds from the start to the first answer. */
  firstAnswer: () => Promise<number>
}

/** How long a container may take to answer, or to end, before a test gives up. */
const PATIENCE_MS = 60_000

/**
 * @param engine what runs it
 * @param image its name
 * @param options all but the port, which is a free one
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
    ended,
    output: () => output,
    async firstAnswer() {
      while (container.process.exitCode === null && performance.now() - started < PATIENCE_MS) {
        try {
          await chat(url, 'Hello')
          return performance.now() - started
        } catch {
          await new Promise((again) => setTimeout(again, 10))
        }
      }
      throw new Error(`the container does not answer; it wrote:\n${output}`)
    },
  }
}

/** Sends JSON with a key. */
export function post(url: string, path: string, body: unknown): Promise<Response> {
  return fetch(url + path, {
    method: 'POST',
    headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json' },
    body: JSON.stringify(body),
  })
}

/** Asks with a key. */
export function get(url: string, path: string): Promise<Response> {
  return fetch(url + path, { headers: { authorization: 'Bearer sk-test' } })
}

/** @returns what the assistant says */
export async function chat(url: string, prompt: string): Promise<unknown> {
  const body = { model: 'gpt-4o-mini', messages: [{ role: 'user', content: prompt }] }
  const response = await post(url, '/v1/chat/completions', body)
  const answer = (await response.json()) as { choices: { message: { content: unknown } }[] }
  return answer.choices[0]?.message.content
}

/**
 * @param files by name; those whose name ends in `.sh` or `.envsh` are made executable, unless their text is empty
 * @returns a new folder with these files, which everybody may read
 */
export function folderOf(files: Record<string, string>): string {
  const folder = join(mkdtempSync(join(tmpdir(), 'image-files-')), 'files')
  mkdirSync(folder)
  chmodSync(join(folder, '..'), 0o755)
  for (const [name, text] of Object.entries(files)) {
    writeFileSync(join(folder, name), text)
    chmodSync(join(folder, name), /\.(?:env)?sh$/.test(name) && text !== '' ? 0o755 : 0o644)
  }
  return folder
}
