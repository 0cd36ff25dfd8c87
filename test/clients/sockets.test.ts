import { connect } from 'node:net'
import OpenAI from 'openai'
import { OpenAIRealtimeTranslationWS } from 'openai/realtime/translations/ws'
import { OpenAIRealtimeWS } from 'openai/realtime/ws'
import { ForksWS } from 'openai/resources/live/forks/ws'
import { LiveWS } from 'openai/resources/live/ws'
import { ResponsesWS } from 'openai/resources/responses/ws'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rawMelody } from '../../src/media/audio/raw-sound.ts'
import { type RunningServer, startServer } from '../support/server.ts'

/** Silence, a second of sound, and the silence that ends a turn: 24 kHz, 16 bits. */
const SPEECH = Buffer.concat([
  Buffer.alloc(48 * 400),
  rawMelody(100, 800, 'audio/pcm'),
  Buffer.alloc(48 * 900),
]).toString('base64')

let server: RunningServer
let client: OpenAI

beforeAll(async () => {
  server = await startServer()
  client = new OpenAI({ apiKey: 'sk-test', baseURL: `${server.url}/v1` })
})

afterAll(async () => {
  await server.stop()
})

/** The SDK always connects to `wss:`; this opens a plain connection instead. */
function plainConnection() {
  return connect(Number(new URL(server.url).port), '127.0.0.1')
}

describe('the socket classes of the SDK', () => {
  test('OpenAIRealtimeWS detects speech and gets a spoken response', async () => {
    const options = { createConnection: plainConnection }
    const socket = new OpenAIRealtimeWS({ model: 'gpt-realtime', options }, client)
    const types: string[] = []
    const response = await new Promise<{ status?: string }>((resolve, reject) => {
      socket.on('error', reject)
      socket.on('event', ({ type }) => types.push(type))
      socket.on('response.done', (event) => resolve(event.response))
      socket.on('session.created', () => socket.send({ type: 'input_audio_buffer.append', audio: SPEECH }))
    })
    socket.close()
    expect(response).toMatchObject({
      status: 'completed',
      usage: { input_token_details: { audio_tokens: 21 } },
    })
    expect(types.slice(0, 6)).toEqual([
      'session.created',
      'input_audio_buffer.speech_started',
      'input_audio_buffer.speech_stopped',
      'input_audio_buffer.committed',
      'conversation.item.added',
      'conversation.item.done',
    ])
    expect(types).toContain('response.output_audio.delta')
  })

  test('a client secret opens a session with its configuration', async () => {
    const secret = await client.realtime.clientSecrets.create({
      session: { type: 'realtime', model: 'gpt-realtime', instructions: 'From the secret.' },
    })
    const browser = new OpenAI({ apiKey: secret.value, baseURL: `${server.url}/v1` })
    const options = { createConnection: plainConnection }
    const socket = new OpenAIRealtimeWS({ model: 'gpt-realtime', options }, browser)
    const session = await new Promise((resolve, reject) => {
      socket.on('error', reject)
      socket.on('session.created', (event) => resolve(event.session))
    })
    socket.close()
    expect(session).toMatchObject({ instructions: 'From the secret.' })
  })

  test('ResponsesWS streams a response', async () => {
    const socket = new ResponsesWS(client)
    const response = await new Promise((resolve, reject) => {
      socket.on('error', reject)
      socket.on('response.completed', (event) => resolve(event.response))
      socket.send({ type: 'response.create', model: 'gpt-5.4', input: 'Hi' })
    })
    socket.close()
    expect(response).toMatchObject({ status: 'completed', output: [{ type: 'message' }] })
  })

  test('LiveWS starts a session, and closes it with its usage', async () => {
    const socket = new LiveWS(client)
    const closed = await new Promise((resolve, reject) => {
      socket.on('error', reject)
      socket.on('session.started', () => socket.send({ type: 'session.close' }))
      socket.on('session.closed', resolve)
      socket.send({ type: 'session.start', session: { model: 'gpt-live-1' } })
    })
    expect(closed).toMatchObject({ reason: 'close_requested', session: { model: 'gpt-live-1' } })
  })

  test('ForksWS continues a Live session with its model', async () => {
    const origin = new LiveWS(client)
    const id = await new Promise<string>((resolve, reject) => {
      origin.on('error', reject)
      origin.on('session.started', (event) => resolve(event.session.id))
      origin.send({ type: 'session.start', session: { model: 'gpt-live-1' } })
    })
    origin.close()
    const fork = new ForksWS(client, { session_id: id })
    const session = await new Promise<{ id: string }>((resolve, reject) => {
      fork.on('error', reject)
      fork.on('session.started', (event) => resolve(event.session))
      fork.send({ type: 'session.start', session: {} })
    })
    fork.close()
    expect(session).toMatchObject({ model: 'gpt-live-1' })
    expect(session.id).not.toBe(id)
  })

  test('OpenAIRealtimeTranslationWS gets text and sound before session.closed', async () => {
    const https = new OpenAI({ apiKey: 'sk-test', baseURL: server.url.replace('http', 'https') })
    const options = { createConnection: plainConnection }
    const socket = await OpenAIRealtimeTranslationWS.create(https, {
      model: 'gpt-realtime-translate',
      options,
    })
    const types = new Set<string>()
    await new Promise<void>((resolve, reject) => {
      socket.on('error', reject)
      socket.on('event', ({ type }) => types.add(type))
      socket.on('session.created', () => {
        socket.send({ type: 'session.input_audio_buffer.append', audio: SPEECH })
        socket.send({ type: 'session.close' })
      })
      socket.on('session.closed', () => resolve())
    })
    socket.close()
    expect([...types]).toEqual([
      'session.created',
      'session.output_transcript.delta',
      'session.output_audio.delta',
      'session.closed',
    ])
  })
})

test('a WebRTC call is answered with the media sections of its offer', async () => {
  const offer = [
    'v=0',
    'o=- 1 2 IN IP4 127.0.0.1',
    's=-',
    't=0 0',
    'a=group:BUNDLE 0 1',
    'm=audio 9 UDP/TLS/RTP/SAVPF 111 0',
    'a=mid:0',
    'a=rtcp-mux',
    'a=sendonly',
    'a=rtpmap:111 opus/48000/2',
    'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
    'a=mid:1',
    'a=sctp-port:5000',
    '',
  ].join('\r\n')
  const response = await fetch(`${server.url}/v1/realtime/calls`, {
    method: 'POST',
    headers: { authorization: 'Bearer sk-test', 'content-type': 'application/sdp' },
    body: offer,
  })
  const answer = await response.text()
  expect(response.status).toBe(201)
  expect(response.headers.get('location')).toMatch(/^\/v1\/realtime\/calls\/rtc_/)
  expect(response.headers.get('x-mock-warning')).toContain('no media will flow')
  expect(answer.split('\r\n').filter((line) => /^(?:m=|a=mid|a=recvonly|a=rtpmap)/.test(line))).toEqual([
    'm=audio 9 UDP/TLS/RTP/SAVPF 111',
    'a=mid:0',
    'a=recvonly',
    'a=rtpmap:111 opus/48000/2',
    'm=application 9 UDP/DTLS/SCTP webrtc-datachannel',
    'a=mid:1',
  ])
})
