import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { LiveSession } from '../../../src/sessions/live/live-session.ts'
import { RealtimeSession } from '../../../src/sessions/realtime/realtime-session.ts'
import { ResponsesSession } from '../../../src/sessions/responses/responses-session.ts'
import { runSession } from '../../../src/sessions/run-session.ts'
import type { Session } from '../../../src/sessions/session.ts'
import { TranslationSession } from '../../../src/sessions/translation/translation-session.ts'
import { seededRandom } from '../../../src/web/random/seeded-random.ts'

const NOW = Date.parse('2026-01-01T00:00:00Z')
const HOUR_MS = 3_600_000

beforeEach(() => {
  vi.useFakeTimers({ now: NOW })
})

afterEach(() => {
  vi.useRealTimers()
})

/** Runs a session on a socket that records its frames. */
function run(session: Session) {
  const frames: unknown[] = []
  const ends: string[] = []
  const listener = runSession({
    session,
    socket: {
      send: (text) => frames.push(JSON.parse(text)),
      close: (code, reason) => frames.push({ code, reason }),
      cut: () => {},
      pendingBytes: () => 0,
    },
    ask: () => new Promise(() => {}),
    onEnd: () => ends.push('end'),
  })
  return { frames, ends, listener }
}

const random = () => seededRandom('test')
const configuration = { type: 'realtime', model: 'm', expires_at: (NOW + HOUR_MS) / 1000 }

const SESSIONS: [string, () => Session, object][] = [
  [
    'Realtime',
    () =>
      new RealtimeSession({
        session: configuration,
        random: random(),
        check: () => undefined,
        strict: false,
      }),
    { type: 'error', error: { code: 'session_expired' } },
  ],
  [
    'Responses',
    () => new ResponsesSession({ random: random(), strict: false }),
    { type: 'error', error: { code: 'websocket_connection_limit_reached' } },
  ],
  ['translation', () => new TranslationSession(configuration, random()), { type: 'session.closed' }],
  [
    'Live',
    () => new LiveSession({ random: random(), onStart: () => {} }),
    { type: 'session.closed', reason: 'expired' },
  ],
]

test.each(SESSIONS)('a %s session ends after 60 minutes with its last event and 1001', (_, create, last) => {
  const { frames, ends, listener } = run(create())
  listener.text(JSON.stringify({ type: 'session.start', session: { model: 'm' } }))
  vi.advanceTimersByTime(HOUR_MS - 1)
  expect(ends).toEqual([])
  vi.advanceTimersByTime(1)
  expect(frames.slice(-2)).toMatchObject([last, { code: 1001 }])
  expect(ends).toEqual(['end'])
  expect(vi.getTimerCount()).toBe(0)
})

test.each(SESSIONS)('a %s session has no timers after its client is gone', (_, create) => {
  const { ends, listener } = run(create())
  listener.closed()
  listener.text('{}')
  expect(ends).toEqual(['end'])
  expect(vi.getTimerCount()).toBe(0)
})

test('a stopping server closes a session with 1001', () => {
  const { frames, listener } = run(new ResponsesSession({ random: random(), strict: false }))
  listener.stop()
  expect(frames.at(-1)).toMatchObject({ code: 1001 })
})
