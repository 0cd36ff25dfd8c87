import type { InProcessMock } from '../../src/index.ts'
import { isRecord } from '../../src/web/json/is-record.ts'
import type { Json } from '../../src/web/json/json.ts'
import { asObject } from '../../src/web/json/narrow.ts'
import { compareMembers, compareStreams, type Difference, parseEvents, parseJson } from './compare.ts'
import { IdentifierMap, identifiersIn, operationName } from './identifiers.ts'
import { bodyBytes, bodyText, type Exchange, type Session } from './recordings.ts'

/** The result of one replayed exchange. */
export interface Result {
  /** Method and path with `{id}` for ids. */
  operation: string
  /** Empty if the mock's answer has the recorded status, content type, events and members. */
  differences: Difference[]
  /** The recording: `ChatTests/HelloWorldChat.json#0`. */
  place: string
}

/** Maximum replays of one GET operation: recordings of polls repeat the same request. */
const MAX_REPLAYS_OF_GET = 60

/** Replays sessions against a mock, each in a namespace of its own. */
export class Replayer {
  readonly #mock: Pick<InProcessMock, 'fetch'>
  readonly #counts = new Map<string, number>()
  #sessions = 0

  constructor(mock: Pick<InProcessMock, 'fetch'>) {
    this.#mock = mock
  }

  /** @returns the results of all exchanges that the mock can answer from their requests */
  async replay({ name, exchanges }: Session): Promise<Result[]> {
    const namespace = `recording-${(this.#sessions += 1)}`
    const ids = new IdentifierMap()
    const results: Result[] = []
    for (const [index, exchange] of exchanges.entries()) {
      const operation = operationName(exchange.method, exchange.target)
      if (isReplayable(exchange, exchanges.slice(0, index)) && this.#count(exchange.method, operation)) {
        const differences = await this.#compare(exchange, ids, namespace)
        results.push({ operation, differences, place: `${name}#${index}` })
      }
    }
    return results
  }

  #count(method: string, operation: string): boolean {
    const count = (this.#counts.get(operation) ?? 0) + 1
    this.#counts.set(operation, count)
    return method !== 'GET' || count <= MAX_REPLAYS_OF_GET
  }

  async #compare(exchange: Exchange, ids: IdentifierMap, namespace: string): Promise<Difference[]> {
    const body = requestBody(exchange, ids)
    const response = await this.#mock.fetch(`http://mock.test${ids.translate(exchange.target)}`, {
      method: exchange.method,
      headers: requestHeaders(exchange, namespace),
      ...(body !== undefined && { body }),
    })
    const content = await response.text()
    const [recordedType, type] = [
      exchange.received['content-type'],
      response.headers.get('content-type'),
    ].map(mediaType)
    if (response.status !== exchange.status) {
      return [`status: service ${exchange.status}, mock ${response.status}`]
    }
    if (recordedType !== type) {
      return [`content type: service ${recordedType}, mock ${type}`]
    }
    return type === 'text/event-stream'
      ? compareEvents(exchange, content, ids)
      : compareBodies(exchange, content, ids)
  }
}

/**
 * False for exchanges whose answer does not follow from the request: a wrong key, an object that the recording does not
 * create, a body that was not recorded.
 */
function isReplayable(exchange: Exchange, earlier: readonly Exchange[]): boolean {
  const { method, target, sent, status, requestBody: body } = exchange
  const [id] = identifiersIn(target)
  const isKnown = id !== undefined && JSON.stringify(earlier.map((one) => one.responseBody)).includes(id)
  const lacksBody = body === null && method !== 'GET' && Number(sent['content-length'] ?? 0) > 0
  return target.startsWith('/v1/') && status !== 401 && (status !== 404 || isKnown) && !lacksBody
}

function requestHeaders({ sent }: Exchange, namespace: string): Record<string, string> {
  const repeated = ['content-type', 'openai-beta'].flatMap((name): [string, string][] => {
    const value = sent[name]
    return value === undefined || value === '' ? [] : [[name, value]]
  })
  return {
    ...Object.fromEntries(repeated),
    authorization: 'Bearer sk-recording',
    accept: sent['accept'] ?? 'application/json',
    'x-mock-namespace': namespace,
  }
}

function requestBody(exchange: Exchange, ids: IdentifierMap): string | Buffer | undefined {
  const { method, sent, requestBody: body } = exchange
  if (body === null || body === '' || method === 'GET') {
    return undefined
  }
  return /multipart|octet/.test(sent['content-type'] ?? '') ? bodyBytes(body) : ids.translate(bodyText(body))
}

function mediaType(header: string | null | undefined): string {
  return header?.split(';')[0]?.trim() || 'none'
}

function compareEvents({ responseBody }: Exchange, content: string, ids: IdentifierMap): Difference[] {
  const recorded = bodyText(responseBody)
  parseEvents(recorded).forEach((event, index) => ids.learn(event, parseEvents(content)[index] ?? null))
  return compareStreams(recorded, content)
}

function compareBodies(
  { status, responseBody: recorded }: Exchange,
  content: string,
  ids: IdentifierMap,
): Difference[] {
  if (!isRecord(recorded)) {
    return []
  }
  const mocked = parseJson(content)
  if (mocked === undefined) {
    return ['body: the mock sends no JSON']
  }
  ids.learn(recorded, mocked)
  return [...compareMembers(recorded, mocked), ...(status >= 400 ? compareErrors(recorded, mocked) : [])]
}

/** Errors are compared by their values, too. */
function compareErrors(recorded: Json, mocked: Json): Difference[] {
  const [theirs, ours] = [recorded, mocked].map((body) => asObject(asObject(body)?.['error']))
  return ['type', 'code', 'param']
    .filter((name) => theirs?.[name] !== ours?.[name])
    .map(
      (name) =>
        `error.${name}: service ${JSON.stringify(theirs?.[name])}, mock ${JSON.stringify(ours?.[name])}`,
    )
}
