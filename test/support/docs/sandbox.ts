import { execFile } from 'node:child_process'
import { mkdirSync, mkdtempSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { type RunningServer, startServer } from '../server.ts'
import { project } from './blocks.ts'

/** The address that the documentation uses. */
const DOCUMENTED_ADDRESS = /http:\/\/(?:localhost|127\.0\.0\.1):4010/g

/** Shell functions that let the documented commands run unchanged against another address, from a folder that is not a clone. */
const PREAMBLE = `
set -euo pipefail
curl() { command curl --silent --show-error --max-time 20 \${CURL_OPTION:-} "$@"; }
npm() {
  [ "$1 $2 $3" = 'run patches --' ] || { echo "no stand-in for: npm $*" >&2; return 1; }
  shift 3
  if [ "$1" = check ]; then node "$PROJECT/dist/cli.js" patches "$@"; else node "$PROJECT/dist/cli.js" patches "$@" --url "$MOCK_URL"; fi
}
`

/** A folder that looks like a clone and a running server of the folder `patches` in it. */
export class DocsSandbox {
  readonly folder: string
  readonly server: RunningServer

  private constructor(server: RunningServer) {
    this.server = server
    this.folder = mkdtempSync(join(tmpdir(), 'docs-'))
    symlinkSync(server.patchesFolder, join(this.folder, 'patches'))
    symlinkSync(join(project, 'docs'), join(this.folder, 'docs'))
    // Packages that the examples import: the project as a user installs it, and the openai package.
    mkdirSync(join(this.folder, 'node_modules/@types'), { recursive: true })
    symlinkSync(project, join(this.folder, 'node_modules/openai-edge-mock'))
    for (const name of ['openai', '@types/node']) {
      symlinkSync(join(project, 'node_modules', name), join(this.folder, 'node_modules', name))
    }
    writeFileSync(join(this.folder, 'package.json'), '{ "type": "module" }')
  }

  static async create(env: Record<string, string> = {}): Promise<DocsSandbox> {
    return new DocsSandbox(await startServer(env))
  }

  /** Deletes the patches of the previous page. */
  reset(): void {
    for (const name of readdirSync(this.server.patchesFolder)) {
      rmSync(join(this.server.patchesFolder, name))
    }
    this.storePatches('{ "patches": [] }')
  }

  storePatches(document: string, file = 'default.json'): void {
    writeFileSync(join(this.server.patchesFolder, file), document)
  }

  /** @returns the text with the address of the running server */
  localize(text: string): string {
    return text.replaceAll(DOCUMENTED_ADDRESS, this.server.url)
  }

  /**
   * Runs commands in bash, in the folder.
   *
   * @returns the standard output
   * @throws {Error} with the standard error if a command fails, or if curl gets an error and `allowErrors` is false
   */
  async run(commands: string, allowErrors: boolean): Promise<string> {
    const env = {
      ...process.env,
      PROJECT: project,
      MOCK_URL: this.server.url,
      CURL_OPTION: allowErrors ? '' : '--fail',
    }
    const script = PREAMBLE + this.localize(commands)
    const { stdout } = await promisify(execFile)('bash', ['-c', script], { cwd: this.folder, env })
    return stdout
  }

  post(path: string, body: object, headers: Record<string, string> = {}): Promise<Response> {
    return fetch(`${this.server.url}${path}`, {
      method: 'POST',
      headers: { authorization: 'Bearer sk-test', 'content-type': 'application/json', ...headers },
      body: JSON.stringify(body),
    })
  }

  /** Sends a chat completion with one user message. */
  chat(content: string, headers: Record<string, string> = {}): Promise<Response> {
    return this.post('/v1/chat/completions', chatBody([{ role: 'user', content }]), headers)
  }

  async stop(): Promise<void> {
    await this.server.stop()
    rmSync(this.folder, { recursive: true, force: true })
  }
}

/** @returns the body of the chat completion that the documentation assumes */
export function chatBody(messages: object[]): object {
  return { model: 'gpt-5.4', seed: 7, messages }
}
