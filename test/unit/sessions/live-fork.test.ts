import { expect, test } from 'vitest'
import { createMock } from '../../../src/index.ts'
import { LiveSession } from '../../../src/sessions/live/live-session.ts'
import { seededRandom } from '../../../src/web/random/seeded-random.ts'

const HEADERS = { authorization: 'Bearer sk-test' }

/** @returns the `session` of `session.started` */
async function start(mock: ReturnType<typeof createMock>, path: string, session: object) {
  const socket = new mock.WebSocket(`wss://mock.test${path}`, { headers: HEADERS })
  socket.on('open', () => socket.send(JSON.stringify({ type: 'session.start', session })))
  const event = await new Promise<{ session: { id: string; model: string; instructions?: string } }>(
    (resolve) => {
      socket.on('message', (data) => resolve(JSON.parse(String(data))))
    },
  )
  socket.close()
  return event.session
}

test('a fork of a Live session inherits its model and settings, and has an id of its own', async () => {
  const mock = createMock()
  const origin = await start(mock, '/v1/live/sessions', { model: 'gpt-live-1', instructions: 'Be short.' })
  const fork = await start(mock, `/v1/live/sessions/${origin.id}/fork`, {})
  expect(fork).toMatchObject({ model: 'gpt-live-1', instructions: 'Be short.' })
  expect(fork.id).not.toBe(origin.id)
})

test('a fork of an unknown session, or of one in another namespace, is refused with 404', async () => {
  const mock = createMock()
  const { id } = await start(mock, '/v1/live/sessions', { model: 'gpt-live-1' })
  for (const path of ['/v1/live/sessions/live_unknown/fork', `/@other/v1/live/sessions/${id}/fork`]) {
    const response = await mock.fetch(`http://mock.test${path}`, {
      headers: { ...HEADERS, upgrade: 'websocket' },
    })
    expect(response.status).toBe(404)
    expect(await response.json()).toMatchObject({ error: { code: 'session_not_found' } })
  }
})

test('a response of a fork has the conversation of its origin as input', () => {
  const items = [{ type: 'message', role: 'user', content: 'The code word is lemon.' }]
  const fork = new LiveSession({
    random: seededRandom('fork'),
    origin: { session: { model: 'gpt-live-1' }, items },
    onStart: () => {},
  })
  const send = (event: object) => fork.handle({ kind: 'text', text: JSON.stringify(event) }, 0)
  send({ type: 'session.start', session: { model: 'other' } })
  expect(send({ type: 'response.create' })).toMatchObject([
    { kind: 'ask', question: { body: { model: 'gpt-live-1', input: items } } },
  ])
})
