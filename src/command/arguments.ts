import { parseArgs } from 'node:util'
import { errorMessage } from '../error-message.ts'
import { isNamespace } from '../patches/namespace.ts'

/** Where documents are read and written. */
export type Place =
  | { kind: 'url'; url: string }
  /** KV, through wrangler: of `wrangler dev` on this machine, or of the deployed Worker. */
  | { kind: 'local' | 'remote'; persistTo?: string | undefined }

/** What the command is asked to do. */
export type Command =
  | { name: 'check'; file: string; place: Place | undefined; strict: boolean }
  | { name: 'put'; namespace: string; file: string; place: Place; ifMatch: string | undefined }
  | { name: 'get' | 'delete'; namespace: string; place: Place }
  | { name: 'list'; place: Place }
  | { name: 'help' }

/** What the command says of itself when it is asked, or called wrongly. */
export const USAGE = `Reads, checks and changes the patches of openai-edge-mock.

  check FILE             holds a patch document (JSON or YAML) against everything there is to know, without a server
  put NAMESPACE FILE     checks it, and puts it in the place of the namespace's document
  get NAMESPACE          prints the namespace's document
  list                   prints the names of the namespaces that have one
  delete NAMESPACE       removes it

  --url URL              of a running mock; http://127.0.0.1:4010 by itself. Writing sends the token of MOCK_ADMIN_TOKEN
  --local                the KV namespace of "wrangler dev" on this machine
  --remote               the KV namespace of the deployed Worker
  --persist-to FOLDER    where wrangler keeps the local KV namespace, if not in .wrangler
  --if-match ETAG        put only in the place of this version (with --url)
  --strict               check: what does not fit a response schema is a fault, too
`

const DEFAULT_URL = 'http://127.0.0.1:4010'

/** A command line that cannot be understood, with what is wrong about it. */
export class UsageError extends Error {}

/**
 * @param words the command line, without the program's name
 * @throws {UsageError} when it cannot be understood
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
        throw new UsageError('--if-match goes with --url: KV knows no ETags')
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
      throw new UsageError(`there is no "${name}"; there are check, put, get, list and delete`)
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
    throw new UsageError('--url, --local and --remote are three different places: choose one')
  }
  if (url !== undefined) {
    if (!/^https?:\/\//.test(url) || !URL.canParse(url)) {
      throw new UsageError(`--url is "${url}"; expected a URL such as ${DEFAULT_URL}`)
    }
    return { kind: 'url', url }
  }
  const persistTo = values['persist-to']
  return local === true || remote === true
    ? { kind: local === true ? 'local' : 'remote', persistTo }
    : undefined
}

/** @returns the operands, which are as many as there are names */
function exactly(operands: readonly string[], command: string, names: readonly string[]): readonly string[] {
  if (operands.length !== names.length) {
    throw new UsageError(`${command} goes like this: ${[command, ...names].join(' ')}`)
  }
  return operands
}

function namespaceIn(name: string): string {
  if (!isNamespace(name)) {
    throw new UsageError(
      `"${name}" is no namespace: expected 1 to 64 letters, digits, '-', '_' and '.', not beginning with '.'`,
    )
  }
  return name
}
