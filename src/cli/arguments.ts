import { parseArgs } from 'node:util'
import { errorMessage } from '../web/error-message.ts'
import { isNamespaceName } from '../request/namespace-name.ts'

/** Where a command reads and writes documents. */
export type DestinationSpec =
  | { kind: 'url'; url: string }
  /** Workers KV, accessed with wrangler: `wrangler dev` on this machine, or the deployed Worker. */
  | { kind: 'local' | 'remote'; persistTo?: string | undefined }

/** A parsed command line. */
export type Command =
  | { name: 'check'; file: string; destination: DestinationSpec | undefined; strict: boolean }
  | {
      name: 'put'
      namespace: string
      file: string
      destination: DestinationSpec
      ifMatch: string | undefined
    }
  | { name: 'get' | 'delete'; namespace: string; destination: DestinationSpec }
  | { name: 'list'; destination: DestinationSpec }
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
 * @param args the arguments, without the program's name
 * @throws {UsageError} if the command line is invalid
 */
export function parseCommand(args: readonly string[]): Command {
  const { values, positionals } = parseFlags(args)
  const [name, ...operands] = positionals
  if (values.help === true || name === undefined || name === 'help') {
    return { name: 'help' }
  }
  const destination = parseDestination(values)
  switch (name) {
    case 'check': {
      const [file = ''] = expectOperands(operands, name, ['FILE'])
      return { name, file, destination, strict: values.strict === true }
    }
    case 'put': {
      const [namespace = '', file = ''] = expectOperands(operands, name, ['NAMESPACE', 'FILE'])
      const ifMatch = values['if-match']
      if (ifMatch !== undefined && destination !== undefined && destination.kind !== 'url') {
        throw new UsageError('--if-match requires --url: KV does not support ETags')
      }
      return {
        name,
        namespace: parseNamespace(namespace),
        file,
        destination: destination ?? DEFAULT_DESTINATION,
        ifMatch,
      }
    }
    case 'get':
    case 'delete': {
      const [namespace = ''] = expectOperands(operands, name, ['NAMESPACE'])
      return { name, namespace: parseNamespace(namespace), destination: destination ?? DEFAULT_DESTINATION }
    }
    case 'list':
      expectOperands(operands, name, [])
      return { name, destination: destination ?? DEFAULT_DESTINATION }
    default:
      throw new UsageError(`unknown command "${name}"; expected check, put, get, list or delete`)
  }
}

const DEFAULT_DESTINATION: DestinationSpec = { kind: 'url', url: DEFAULT_URL }

function parseFlags(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
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

function parseDestination(values: ReturnType<typeof parseFlags>['values']): DestinationSpec | undefined {
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
function expectOperands(
  operands: readonly string[],
  command: string,
  names: readonly string[],
): readonly string[] {
  if (operands.length !== names.length) {
    throw new UsageError(`usage: ${[command, ...names].join(' ')}`)
  }
  return operands
}

function parseNamespace(name: string): string {
  if (!isNamespaceName(name)) {
    throw new UsageError(
      `"${name}" is not a valid namespace: expected 1 to 64 letters, digits, '-', '_' or '.', not starting with '.'`,
    )
  }
  return name
}
