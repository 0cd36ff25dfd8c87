/** A connection to a runtime's inspector (Chrome DevTools Protocol). */
export interface Inspector {
  /** @returns the used heap, garbage included, in megabytes */
  heapMegabytes(): Promise<number>
  close(): void
}

const BYTES_A_MEGABYTE = 1_000_000

/**
 * @param url the inspector of a service of `workerd serve --inspector-addr`: `ws://127.0.0.1:9229/served`
 */
export async function openInspector(url: string): Promise<Inspector> {
  const socket = new WebSocket(url)
  await new Promise((opened, failed) => {
    socket.addEventListener('open', opened, { once: true })
    socket.addEventListener('error', () => failed(new Error(`cannot connect to the inspector at ${url}`)), {
      once: true,
    })
  })
  const waiting = new Map<number, (result: Record<string, unknown>) => void>()
  socket.addEventListener('message', ({ data }) => {
    const { id, result = {} }: { id?: number; result?: Record<string, unknown> } = JSON.parse(String(data))
    waiting.get(id ?? 0)?.(result)
  })
  let last = 0
  const ask = (method: string): Promise<Record<string, unknown>> =>
    new Promise((answered) => {
      last += 1
      waiting.set(last, answered)
      socket.send(JSON.stringify({ id: last, method }))
    })
  return {
    async heapMegabytes() {
      const { usedSize } = await ask('Runtime.getHeapUsage')
      return Number(usedSize) / BYTES_A_MEGABYTE
    },
    close: () => socket.close(),
  }
}
