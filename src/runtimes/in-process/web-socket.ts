import type { MockSocketOptions, MockWebSocket, MockWebSocketConstructor } from './web-socket-types.ts'
import type { SocketOpening } from '../../sessions/handshake/open-socket.ts'
import { connectPair, type SocketPair } from './socket-client.ts'

/** Opens a WebSocket with the app: the response of a refused handshake, or the opening of an accepted one. */
export type OpenInProcess = (request: Request) => Promise<SocketOpening | Response>

const CONNECTING = 0
const OPEN = 1
const CLOSING = 2
const CLOSED = 3

const ABNORMAL_CLOSURE = 1006
const NORMAL_CLOSURE = 1000

type Listener = (...values: unknown[]) => void

/** An event `close`, which Node's types do not have. */
class SocketCloseEvent extends Event {
  readonly code: number
  readonly reason: string
  readonly wasClean: boolean

  constructor(code: number, reason: string, wasClean: boolean) {
    super('close')
    this.code = code
    this.reason = reason
    this.wasClean = wasClean
  }
}

/** An event `error` with the reason, as in undici. */
class SocketErrorEvent extends Event {
  readonly error: Error
  readonly message: string

  constructor(error: Error) {
    super('error')
    this.error = error
    this.message = error.message
  }
}

/** Creates the class of WebSockets that connect to an app in the same process. */
export function createWebSocketClass(open: OpenInProcess): MockWebSocketConstructor {
  return class extends EventTarget implements MockWebSocket {
    static readonly CONNECTING = CONNECTING
    static readonly OPEN = OPEN
    static readonly CLOSING = CLOSING
    static readonly CLOSED = CLOSED
    readonly CONNECTING = CONNECTING
    readonly OPEN = OPEN
    readonly CLOSING = CLOSING
    readonly CLOSED = CLOSED
    readonly url: string
    readonly extensions = ''
    readonly bufferedAmount = 0
    protocol = ''
    readyState: number = CONNECTING
    binaryType = 'blob'
    onopen: ((event: Event) => void) | null = null
    onmessage: ((event: MessageEvent) => void) | null = null
    onerror: ((event: Event) => void) | null = null
    onclose: ((event: Event) => void) | null = null
    readonly #wrapped = new Map<Listener, (event: Event) => void>()
    #pair: SocketPair | undefined

    constructor(
      url: string | URL,
      protocols?: string | string[] | MockSocketOptions,
      options: MockSocketOptions = {},
    ) {
      super()
      this.url = String(url)
      const isList = protocols === undefined || typeof protocols === 'string' || Array.isArray(protocols)
      void this.#connect({
        ...(isList ? options : protocols),
        ...(isList && protocols !== undefined && { protocols }),
      })
    }

    send(data: string | ArrayBufferLike | Blob | ArrayBufferView): void {
      if (this.readyState === CONNECTING) {
        throw new DOMException('The WebSocket is still connecting.', 'InvalidStateError')
      }
      if (typeof data === 'string') {
        this.#pair?.text(data)
      } else {
        this.#pair?.binary()
      }
    }

    close(code: number = NORMAL_CLOSURE, reason = ''): void {
      if (this.readyState === CONNECTING || this.readyState === OPEN) {
        this.readyState = CLOSING
        this.#pair?.close(code, reason)
      }
    }

    on(type: string, listener: Listener): this {
      const wrapped = (event: Event): void => listener(...valuesOf(event))
      this.#wrapped.set(listener, wrapped)
      this.addEventListener(type, wrapped)
      return this
    }

    once(type: string, listener: Listener): this {
      this.addEventListener(type, (event) => listener(...valuesOf(event)), { once: true })
      return this
    }

    off(type: string, listener: Listener): this {
      const wrapped = this.#wrapped.get(listener)
      if (wrapped !== undefined) {
        this.removeEventListener(type, wrapped)
      }
      return this
    }

    override dispatchEvent(event: Event): boolean {
      const handlers = { open: this.onopen, error: this.onerror, close: this.onclose }
      if (event instanceof MessageEvent) {
        this.onmessage?.(event)
      } else if (event.type === 'open' || event.type === 'error' || event.type === 'close') {
        handlers[event.type]?.(event)
      }
      return super.dispatchEvent(event)
    }

    async #connect({ headers = {}, protocols = [] }: MockSocketOptions): Promise<void> {
      try {
        const sent = new Headers(headers)
        sent.set('upgrade', 'websocket')
        const names = [protocols].flat()
        if (names.length > 0) {
          sent.set('sec-websocket-protocol', names.join(', '))
        }
        const opening = await open(new Request(this.url.replace(/^ws/, 'http'), { headers: sent }))
        if (opening instanceof Response) {
          throw new Error(`Unexpected server response: ${opening.status}`)
        }
        if (names.length > 0 && opening.protocol === undefined) {
          throw new Error('Server sent no subprotocol')
        }
        this.#start(opening)
      } catch (error) {
        this.readyState = CLOSED
        this.dispatchEvent(new SocketErrorEvent(error instanceof Error ? error : new Error(String(error))))
        this.dispatchEvent(new SocketCloseEvent(ABNORMAL_CLOSURE, '', false))
      }
    }

    #start(opening: SocketOpening): void {
      this.#pair = connectPair(opening, {
        open: (protocol) => {
          if (this.readyState === CONNECTING) {
            this.protocol = protocol
            this.readyState = OPEN
            this.dispatchEvent(new Event('open'))
          }
        },
        message: (data, isBinary) => {
          this.dispatchEvent(
            new MessageEvent('message', { data: isBinary ? new TextEncoder().encode(data) : data }),
          )
        },
        closed: (code, reason, wasClean) => {
          this.readyState = CLOSED
          this.dispatchEvent(new SocketCloseEvent(code, reason, wasClean))
        },
      })
      if (this.readyState === CLOSING) {
        this.#pair.close(NORMAL_CLOSURE, '')
      }
    }
  }
}

/** @returns the arguments that `ws` passes to the listeners of an event */
function valuesOf(event: Event): unknown[] {
  if (event instanceof MessageEvent) {
    return [event.data, typeof event.data !== 'string']
  }
  if (event instanceof SocketCloseEvent) {
    return [event.code, event.reason]
  }
  return event instanceof SocketErrorEvent ? [event.error] : []
}
