import { parseArgs } from 'node:util'
import { errorMessage } from '../web/error-message.ts'
import { isNamespace } from '../request/namespace-name.ts'

/** Where a command reads and writes documents. */
export type Place =
  | { kind: 'url'; url: string }
  /** Workers KV, accessed with wrangler: `wrangler dev` on this machine, or the deployed Worker. */
  | { kind: 'local' | 'remote'; persistTo?: string | undefined }

/** A parsed command line. */
export type Command =
  | { name: 'check'; file: string; place: Place | undefined; strict: boolean }
  | { name: 'put'; namespace: string; file: string; place: Place; ifMatch: string | undefined }
  | { name: 'get' | 'delete'; namespace: string; place: Place }
  | { name: 'list'; place: Place }
  | { name: 'help' }

/** Help text, also printed after usage errors. */
export const USAGE = `Reads, validates and changes patch documents of openai-edge-mock.

  check FILE             validates and dry-runs a patch document (JSON or YAML); needs no server
  put NAMESPACE FILE     validates a document and replaces the namespace's document with it
  get NAMESPACE          prints the namespace's document
  list                   lists the namespaces that have a document
  delete NAMESPACE       removes the namespace's document

  --url URL              URL of a running mock (default http://127.0.0.1:4010); MOCK_ADMIN_TOKEN is sent as token
  --local                use the KV namespace of "wrangler dev" on this machine
  --remote               use the KV namespace of the deployed Worker
  --persist-to FOLDER    folder of the local KV namespace (default .wrangler)
  --if-match ETAG        put: replace only this version (requires --url)
  --strict               check: fail on schema violations and warnings, too
`

const DEFAULT_URL = 'http://127.0.0.1:4010'

/** An invalid command line. */
export class UsageError extends Error {}

/**
 * Parses a command line.
 *
 * @param words the arguments, without the program's name
 * @throws {UsageError} if the command line is invalid
 */
export function readCommand(words: readonly string[]): Command {
  const { values, positionals } = parsed(words)
  const [name, ...operands] = positionals
  if (values.help === true || name === undefined || name === 'help') {
    return { name: 'help' }
  }
  const place = placeOf(values)
  switch (name) {
    case 'check': {
      const [file = ''] = exactly(operands, name, ['FILE'])
      return { name, file, place, strict: values.strict === true }
    }
    case 'put': {
      const [namespace = '', file = ''] = exactly(operands, name, ['NAMESPACE', 'FILE'])
      const ifMatch = values['if-match']
      if (ifMatch !== undefined && place !== undefined && place.kind !== 'url') {
        throw new UsageError('--if-match requires --url: KV does not support ETags')
      }
      return { name, namespace: namespaceIn(namespace), file, place: place ?? HERE, ifMatch }
    }
    case 'get':
    case 'delete': {
      const [namespace = ''] = exactly(operands, name, ['NAMESPACE'])
      return { name, namespace: namespaceIn(namespace), place: place ?? HERE }
    }
    case 'list':
      exactly(operands, name, [])
      return { name, place: place ?? HERE }
    default:
      throw new UsageError(`unknown command "${name}"; expected check, put, get, list or delete`)
  }
}

const HERE: Place = { kind: 'url', url: DEFAULT_URL }

function parsed(words: readonly string[]) {
  try {
    return parseArgs({
      args: [...words],
      allowPositionals: true,
      options: {
        url: { type: 'string' },
        local: { type: 'boolean' },
        remote: { type: 'boolean' },
        'persist-to': { type: 'string' },
        'if-match': { type: 'string' },
        strict: { type: 'boolean' },
        help: { type: 'boolean', short: 'h' },
      },
    })
  } catch (error) {
    throw new UsageError(errorMessage(error))
  }
}

function placeOf(values: ReturnType<typeof parsed>['values']): Place | undefined {
  const { url, local, remote } = values
  if ([url !== undefined, local, remote].filter((one) => one === true).length > 1) {
    throw new UsageError('--url, --local and --remote are mutually exclusive')
  }
  if (url !== undefined) {
    if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
      throw new UsageError(`--url is "${url}"; expected an http(s) URL such as ${DEFAULT_URL}`)
    }
    return { kind: 'url', url }
  }
  const persistTo = values['persist-to']
  return local === true || remote === true
    ? { kind: local === true ? 'local' : 'remote', persistTo }
    : undefined
}

/** Returns the operands if there is one for each name. */
function exactly(operands: readonly string[], command: string, names: readonly string[]): readonly string[] {
  if (operands.length !== names.length) {
    throw new UsageError(`usage: ${[command, ...names].join(' ')}`)
  }
  return operands
}

function namespaceIn(name: string): string {
  if (!isNamespace(name)) {
    throw new UsageError(
      `"${name}" is not a valid namespace: expected 1 to 64 letters, digits, '-', '_' or '.', not starting with '.'`,
    )
  }
  return name
}
