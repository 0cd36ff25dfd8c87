import { parseArgs } from 'node:util'
import { isNamespaceName } from '../request/namespace-name.ts'
import { errorMessage } from '../web/error-message.ts'
import { CommandError } from './command-error.ts'
import { createSend, textOrThrow } from './http-destination.ts'
import { readDocument } from './read-document.ts'
import type { Output } from './run.ts'

const USAGE = `Reads and changes the objects that clients created.

  get NAMESPACE          prints the objects as a document
  put NAMESPACE FILE     replaces the objects with those of a document
  reset NAMESPACE        returns to the seed, or to no objects
  copy FROM NAMESPACE    replaces the objects with those of another namespace

  --url URL              URL of a running mock (default http://127.0.0.1:4010); MOCK_ADMIN_TOKEN is sent as token
`

const DEFAULT_URL = 'http://127.0.0.1:4010'

/** Operands of each command. */
const OPERANDS: Readonly<Record<string, readonly string[]>> = {
  get: ['NAMESPACE'],
  put: ['NAMESPACE', 'FILE'],
  reset: ['NAMESPACE'],
  copy: ['FROM', 'NAMESPACE'],
}

/**
 * Runs `openai-edge-mock state`.
 *
 * @param args the arguments after `state`
 * @returns the exit code: 0 on success, 1 if the command failed, 2 for a usage error
 */
export async function runState(args: readonly string[], output: Output): Promise<number> {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      allowPositionals: true,
      options: { url: { type: 'string' }, help: { type: 'boolean', short: 'h' } },
    })
    const [name = 'help', ...operands] = positionals
    if (values.help === true || name === 'help') {
      output.stdout(USAGE)
      return 0
    }
    const names = Object.hasOwn(OPERANDS, name) ? OPERANDS[name] : undefined
    if (names === undefined) {
      output.stderr(`unknown command "${name}"; expected get, put, reset or copy\n\n${USAGE}`)
      return 2
    }
    const invalid = operands.find((operand, index) => names[index] !== 'FILE' && !isNamespaceName(operand))
    if (operands.length !== names.length || invalid !== undefined) {
      output.stderr(
        invalid === undefined
          ? `usage: state ${[name, ...names].join(' ')}\n`
          : `"${invalid}" is not a valid namespace\n`,
      )
      return 2
    }
    output.stdout((await COMMANDS[name]?.(operands, createSend(values.url ?? DEFAULT_URL))) ?? '')
    return 0
  } catch (error) {
    output.stderr(`${errorMessage(error)}\n`)
    return error instanceof CommandError ? 1 : 2
  }
}

/** Runs one command and returns its output. */
type StateCommand = (operands: readonly string[], send: ReturnType<typeof createSend>) => Promise<string>

const COMMANDS: Readonly<Record<string, StateCommand>> = {
  get: async ([namespace = ''], send) => textOrThrow(await send(pathOf(namespace))),
  put: async ([namespace = '', file = ''], send) => {
    await textOrThrow(await send(pathOf(namespace), { method: 'PUT', body: await readDocument(file) }))
    return `stored ${file} as the objects of ${namespace}\n`
  },
  reset: async ([namespace = ''], send) => {
    await textOrThrow(await send(pathOf(namespace), { method: 'DELETE' }))
    return `reset the objects of ${namespace}\n`
  },
  copy: async ([from = '', namespace = ''], send) => {
    const body = JSON.stringify({ from })
    await textOrThrow(await send(`${pathOf(namespace)}/copy`, { method: 'POST', body }))
    return `copied the objects of ${from} to ${namespace}\n`
  },
}

function pathOf(namespace: string): string {
  return `/state/${encodeURIComponent(namespace)}`
}
