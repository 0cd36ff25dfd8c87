import { env, exports } from 'cloudflare:workers'
import { createApp } from '../../../src/app.ts'
import { memoryPatches } from '../../../src/patches/sources/memory.ts'
import { acceptOnWorkers } from '../../../src/runtimes/workers/accept-socket.ts'
import { FrameQueue } from '../../support/frame-queue.ts'
import { allSocketScenarios } from './all.ts'
import { type Connected, describeSocketScenarios, type SocketScenario } from './socket-scenario.ts'

describeSocketScenarios(allSocketScenarios, () => ({
  connect: async (scenario, headers) => connected(await open(scenario, headers)),
  storePatches: async (namespace, text) => {
    const key = `patches/${namespace}`
    await (text === null ? env.MOCK_CONFIG.delete(key) : env.MOCK_CONFIG.put(key, text))
  },
}))

async function open({ path, protocols, settings }: SocketScenario, headers: Headers): Promise<Response> {
  headers.set('upgrade', 'websocket')
  if (protocols !== undefined) {
    headers.set('sec-websocket-protocol', protocols.join(', '))
  }
  const request = new Request(`http://mock.test${path}`, { headers })
  return settings === undefined
    ? exports.default.fetch(request)
    : createApp({
        settings,
        acceptSocket: acceptOnWorkers,
        patches: (context) => memoryPatches({ patches: [] }, context),
      }).fetch(request)
}

function connected(response: Response): Connected {
  const { webSocket } = response
  if (webSocket === null) {
    return { refused: response }
  }
  const queue = new FrameQueue()
  webSocket.addEventListener('message', ({ data }) =>
    queue.add(typeof data === 'string' ? { text: data } : { text: '', isBinary: true }),
  )
  webSocket.addEventListener('close', ({ code, reason }) => queue.add({ code, reason }))
  webSocket.accept()
  return {
    protocol: response.headers.get('sec-websocket-protocol') ?? '',
    send: (text) => webSocket.send(text),
    next: () => queue.next(),
    close: () => webSocket.close(1000),
  }
}
