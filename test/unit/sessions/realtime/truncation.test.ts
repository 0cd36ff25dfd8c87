import { expect, test } from 'vitest'
import { createMock } from '../../../../src/index.ts'

interface ServerEvent {
  type: string
  item?: { content?: object[] }
  response?: { output: { id: string }[] }
  error?: object
}

test('a spoken item is truncated at the heard sound, and loses its transcript', async () => {
  const mock = createMock({ patches: { patches: [{ reply: 'Sunny today and tomorrow.' }] } })
  const socket = new mock.WebSocket('wss://mock.test/v1/realtime?model=gpt-realtime', {
    headers: { authorization: 'Bearer sk-test' },
  })
  const events: ServerEvent[] = []
  const truncate = (id: string, end: number) => ({
    type: 'conversation.item.truncate',
    event_id: `end ${end}`,
    item_id: id,
    content_index: 0,
    audio_end_ms: end,
  })
  await new Promise<void>((resolve) => {
    socket.on('message', (data) => {
      const event: ServerEvent = JSON.parse(String(data))
      if (event.type === 'session.created') {
        socket.send(JSON.stringify({ type: 'response.create' }))
      }
      if (event.type === 'response.done') {
        const id = event.response?.output[0]?.id ?? ''
        for (const sent of [
          truncate(id, 3_600_000),
          truncate('item_unknown', 1),
          truncate(id, 200),
          { type: 'conversation.item.retrieve', item_id: id },
        ]) {
          socket.send(JSON.stringify(sent))
        }
      }
      if (/^(?:error|conversation\.item\.(?:truncated|retrieved))$/.test(event.type)) {
        events.push(event)
      }
      if (event.type === 'conversation.item.retrieved') {
        resolve()
      }
    })
  })
  socket.close()
  expect(events).toMatchObject([
    { type: 'error', error: { code: 'invalid_value', event_id: 'end 3600000' } },
    { type: 'error', error: { code: 'item_truncate_invalid_item_id', event_id: 'end 1' } },
    { type: 'conversation.item.truncated', audio_end_ms: 200, content_index: 0 },
    { type: 'conversation.item.retrieved' },
  ])
  expect(events.at(-1)?.item?.content).toEqual([{ type: 'output_audio' }])
})
