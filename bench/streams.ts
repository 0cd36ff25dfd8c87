import { Agent, request } from 'node:http'
import { HEADERS } from './loads.ts'
import type { MeasuredServer } from './measure.ts'
import { usageOf } from './process-usage.ts'
import { quantile } from './table.ts'

const INTERVAL_MS = 50

/** Measurements of many concurrent paced streams. */
export interface StreamsResult {
  streams: number
  /** Median and 99th percentile of the events' delay, in milliseconds. */
  medianLagMs: number
  p99LagMs: number
  /** Maximum resident memory of the server during the streams, in megabytes. */
  megabytes: number
}

/**
 * Opens many concurrent streams of 20 events per second each and measures the delay of their events.
 *
 * @param streams number of concurrent streams
 * @param seconds duration of each stream
 */
export async function measureStreams(
  server: MeasuredServer,
  streams: number,
  seconds: number,
): Promise<StreamsResult> {
  const agent = new Agent({ keepAlive: true, maxSockets: Infinity })
  // With one character per event, the response to a question of this length takes about `seconds`.
  const question = 'x'.repeat(Math.min(200, Math.max(1, (seconds * 1000) / INTERVAL_MS - 45)))
  const body = JSON.stringify({ model: 'm', messages: [{ role: 'user', content: question }], stream: true })
  const lags: number[] = []
  let megabytes = 0
  const sampling = setInterval(() => {
    megabytes = Math.max(megabytes, usageOf(server.process.pid ?? 0).megabytes)
  }, 250)
  try {
    // Spread the starts over one second.
    const opened = Array.from({ length: streams }, async (_, index) => {
      await new Promise((begin) => setTimeout(begin, (index / streams) * 1000))
      lags.push(...(await measureLags(server.url, body, agent)))
    })
    await Promise.all(opened)
  } finally {
    clearInterval(sampling)
    agent.destroy()
  }
  return { streams, medianLagMs: quantile(lags), p99LagMs: quantile(lags, 0.99), megabytes }
}

/** Events are expected at fixed intervals, relative to the earliest one. */
function measureLags(url: string, body: string, agent: Agent): Promise<number[]> {
  return new Promise((done, failed) => {
    const headers = { ...HEADERS, 'x-mock-stream': `interval=${INTERVAL_MS}, chunk=1` }
    const sent = request(`${url}/chat/completions`, { method: 'POST', headers, agent }, (response) => {
      const offsets: number[] = []
      response.setEncoding('utf8').on('data', (chunk: string) => {
        const now = performance.now()
        for (let event = chunk.split('\n\n').length - 1; event > 0; event -= 1) {
          offsets.push(now - offsets.length * INTERVAL_MS)
        }
      })
      response.once('end', () => {
        const began = Math.min(...offsets)
        done(offsets.map((offset) => offset - began))
      })
      response.once('error', failed)
    })
    sent.once('error', failed)
    sent.end(body)
  })
}
