/** Options of a {@link MockWebSocket}, as `ws` and undici have them. */
export interface MockSocketOptions {
  headers?: Record<string, string>
  protocols?: string | string[]
}

/** A WebSocket of the same process: the standard's interface, with `on`, `once` and `off` of `ws`. */
export interface MockWebSocket extends EventTarget {
  readonly url: string
  readonly protocol: string
  readonly extensions: string
  readonly readyState: number
  readonly bufferedAmount: number
  binaryType: string
  onopen: ((event: Event) => void) | null
  onmessage: ((event: MessageEvent) => void) | null
  onerror: ((event: Event) => void) | null
  onclose: ((event: Event) => void) | null
  send(data: string | ArrayBufferLike | Blob | ArrayBufferView): void
  close(code?: number, reason?: string): void
  on(type: string, listener: (...values: unknown[]) => void): this
  once(type: string, listener: (...values: unknown[]) => void): this
  off(type: string, listener: (...values: unknown[]) => void): this
}

/** Constructor of {@link MockWebSocket}. */
export interface MockWebSocketConstructor {
  new (
    url: string | URL,
    protocols?: string | string[] | MockSocketOptions,
    options?: MockSocketOptions,
  ): MockWebSocket
  readonly CONNECTING: 0
  readonly OPEN: 1
  readonly CLOSING: 2
  readonly CLOSED: 3
}
