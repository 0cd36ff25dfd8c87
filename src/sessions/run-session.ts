import { errorMessage } from '../web/error-message.ts'
import type { DisconnectMode } from '../web/http/connection.ts'
import type { Session, SessionAnswer, SessionEffect, SessionInput, SessionQuestion } from './session.ts'

/** The server's side of a WebSocket, provided by each runtime. */
export interface ServerSocket {
  /** Sends one text frame, or a binary frame with the same bytes. */
  send(text: string, isBinary: boolean): void
  /** Sends a close frame. */
  close(code: number, reason: string): void
  /** Ends the connection without a close frame. */
  cut(mode: DisconnectMode): void
  /** Bytes that were sent and not yet read by the network; 0 if the runtime does not report it. */
  pendingBytes(): number
}

/** The events of a WebSocket, which an adapter reports. */
export interface SocketListener {
  text(text: string): void
  binary(): void
  /** The client closed the connection, or it was lost. */
  closed(): void
  /** Closes the session because the server stops. */
  stop(): void
}

/** Dependencies of {@link runSession}. */
export interface SessionContext {
  session: Session
  socket: ServerSocket
  /** Answers one turn. The signal aborts when the connection ends. */
  ask: (question: SessionQuestion, signal: AbortSignal) => Promise<SessionAnswer>
  /** Called once, when the connection has ended. */
  onEnd: () => void
}

/** Bytes of unread frames before a slow client is disconnected. */
const MAX_PENDING_BYTES = 33_554_432

/** Close code of a client that does not read (RFC 6455, section 7.4.1: policy violation). */
const SLOW_READER = { code: 1008, reason: 'The client does not read its frames.' }

const GOING_AWAY = { code: 1001, reason: 'The server is stopping.' }

const INTERNAL_ERROR = { code: 1011, reason: 'Internal error in the mock. See its log for details.' }

/** Connects a session with a socket, the clock and the pipeline. All timers end with the connection. */
export function runSession({ session, socket, ask, onEnd }: SessionContext): SocketListener {
  const timers = new Map<string, ReturnType<typeof setTimeout>>()
  const ending = new AbortController()
  let isOpen = true

  const end = (): void => {
    if (isOpen) {
      isOpen = false
      timers.forEach((timer) => clearTimeout(timer))
      timers.clear()
      ending.abort()
      onEnd()
    }
  }
  const close = ({ code, reason }: { code: number; reason: string }): void => {
    if (isOpen) {
      socket.close(code, reason)
      end()
    }
  }
  const send = (text: string, isBinary: boolean): void => {
    socket.send(text, isBinary)
    if (socket.pendingBytes() > MAX_PENDING_BYTES) {
      close(SLOW_READER)
    }
  }
  const input = (value: SessionInput): void => {
    if (!isOpen) {
      return
    }
    try {
      for (const effect of session.handle(value, Date.now())) {
        if (isOpen) {
          perform(effect)
        }
      }
    } catch (error) {
      console.error(error)
      close(INTERNAL_ERROR)
    }
  }
  const answer = async (id: string, question: SessionQuestion): Promise<void> => {
    try {
      input({ kind: 'answer', id, answer: await ask(question, ending.signal) })
    } catch (error) {
      if (isOpen) {
        console.error(errorMessage(error))
        close(INTERNAL_ERROR)
      }
    }
  }
  const startTimer = (name: string, milliseconds: number): void => {
    clearTimeout(timers.get(name))
    timers.set(
      name,
      setTimeout(() => {
        timers.delete(name)
        input({ kind: 'timer', name })
      }, milliseconds),
    )
  }
  const perform = (effect: SessionEffect): void => {
    switch (effect.kind) {
      case 'send':
        return send(JSON.stringify(effect.event), effect.isBinary === true)
      case 'send text':
        return send(effect.text, false)
      case 'close':
        return close(effect)
      case 'cut':
        socket.cut(effect.by)
        return end()
      case 'start timer':
        return startTimer(effect.name, effect.milliseconds)
      case 'stop timer':
        clearTimeout(timers.get(effect.name))
        timers.delete(effect.name)
        return undefined
      case 'ask':
        void answer(effect.id, effect.question)
        return undefined
    }
  }

  input({ kind: 'open' })
  return {
    text: (text) => input({ kind: 'text', text }),
    binary: () => input({ kind: 'binary' }),
    closed: end,
    stop: () => close(GOING_AWAY),
  }
}
