import { apiError } from '../openai/errors.ts'

/**
 * Refuses WebSocket upgrades with 426, after which clients such as Codex use HTTP at once.
 *
 * @throws {import('../openai/errors.ts').ApiError} if the request asks for a WebSocket
 */
export function refuseUpgrade(headers: Headers, path: string): void {
  if (headers.get('upgrade')?.toLowerCase() === 'websocket') {
    const message = `WebSockets are not supported on ${path}. Send the request over HTTP, with "stream": true for events.`
    throw apiError(426, message, { code: 'upgrade_required', headers: { upgrade: 'HTTP/1.1' } })
  }
}
