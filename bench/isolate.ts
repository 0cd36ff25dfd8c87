import { freePort } from '../test/support/free-port.ts'
import type { Contender } from './contenders.ts'
import { openInspector } from './inspector.ts'
import { LOADS } from './loads.ts'
import { measureLoad, startServer, stopServer } from './measure.ts'
import { SERVED } from './workerd.ts'

/**
 * Measures the heap of a Worker under load through its inspector.
 *
 * @param contender a Worker in workerd
 * @param seconds the duration of each load
 * @returns the largest heap at the end of a load, garbage included, in megabytes
 */
export async function measureIsolate(contender: Contender, seconds: number): Promise<number> {
  const inspectorPort = await freePort()
  const server = await startServer({
    ...contender,
    async prepare(port) {
      const { command, args } = await contender.prepare(port)
      return { command, args: [...args, `--inspector-addr=127.0.0.1:${inspectorPort}`] }
    },
  })
  try {
    const inspector = await openInspector(`ws://127.0.0.1:${inspectorPort}/${SERVED}`)
    let max = 0
    for (const load of LOADS) {
      await measureLoad(server, load, { connections: 16, seconds })
      max = Math.max(max, await inspector.heapMegabytes())
    }
    inspector.close()
    return max
  } finally {
    await stopServer(server)
  }
}
