import { spawn } from 'node:child_process'
import { parseArgs } from 'node:util'
import { serveMock } from '../runtimes/node/serve.ts'
import { catchStopSignals } from '../runtimes/node/stop-signals.ts'
import { errorMessage } from '../web/error-message.ts'
import type { Output } from './run.ts'

/** Help text of the options. */
export const SERVE_USAGE = `Options of serve, each with the environment variable that it sets:

  --port PORT          port to listen on; 0 picks a free one (PORT, default 4010)
  --host ADDRESS       address to listen on (HOST, default 127.0.0.1)
  --patches FOLDER     folder of patch documents (PATCHES_DIR, default patches)
  --strict             reject violations of service rules (MOCK_STRICT=on)
  --open               open the mock's page in a browser
  --help               print this text
`

/** The variable that each option with a value sets. */
const VARIABLES = [
  ['port', 'PORT'],
  ['host', 'HOST'],
  ['patches', 'PATCHES_DIR'],
] as const

/**
 * Serves the mock until a stop signal arrives.
 *
 * @param args the options
 * @returns the exit code of the help text or of a usage error; undefined while the server runs
 */
export async function serve(args: readonly string[], output: Output): Promise<number | undefined> {
  let options: ReturnType<typeof parseOptions>
  try {
    options = parseOptions(args)
  } catch (error) {
    output.stderr(`${errorMessage(error)}\n\n${SERVE_USAGE}`)
    return 2
  }
  if (options.help === true) {
    output.stdout(SERVE_USAGE)
    return 0
  }
  const variables = { ...process.env }
  for (const [option, variable] of VARIABLES) {
    const value = options[option]
    if (value !== undefined) {
      variables[variable] = value
    }
  }
  if (options.strict === true) {
    variables['MOCK_STRICT'] = 'on'
  }
  const server = await serveMock({ signals: catchStopSignals(), variables })
  if (options.open === true) {
    openInBrowser(`${server.url}/__mock`)
  }
  return undefined
}

/** @throws {TypeError} if an option is unknown or lacks its value */
function parseOptions(args: readonly string[]) {
  return parseArgs({
    args: [...args],
    options: {
      port: { type: 'string' },
      host: { type: 'string' },
      patches: { type: 'string' },
      strict: { type: 'boolean' },
      open: { type: 'boolean' },
      help: { type: 'boolean', short: 'h' },
    },
  }).values
}

/** Opens a URL with the system's default browser. A machine without one serves all the same. */
function openInBrowser(url: string): void {
  const openers: Partial<Record<NodeJS.Platform, readonly string[]>> = {
    darwin: ['open'],
    win32: ['cmd', '/c', 'start', ''],
  }
  const [command = 'xdg-open', ...args] = openers[process.platform] ?? []
  spawn(command, [...args, url], { stdio: 'ignore', detached: true })
    .on('error', () => {})
    .unref()
}
