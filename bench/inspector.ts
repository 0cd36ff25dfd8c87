/** A connection to a runtime's inspector (Chrome DevTools Protocol). */
export interface Inspector {
  /** @returns the used heap, garbage included, in megabytes */
  heapMegabytes(): Promise<number>
  close(): void
}

const BYTES_PER_MEGABYTE = 1_000_000

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
  const pending = new Map<number, (result: Record<string, unknown>) => void>()
  socket.addEventListener('message', ({ data }) => {
    const { id, result = {} }: { id?: number; result?: Record<string, unknown> } = JSON.parse(String(data))
    pending.get(id ?? 0)?.(result)
  })
  let last = 0
  const send = (method: string): Promise<Record<string, unknown>> =>
    new Promise((answered) => {
      last += 1
      pending.set(last, answered)
      socket.send(JSON.stringify({ id: last, method }))
    })
  return {
    async heapMegabytes() {
      const { usedSize } = await send('Runtime.getHeapUsage')
      return Number(usedSize) / BYTES_PER_MEGABYTE
    },
    close: () => socket.close(),
  }
}
