import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import autocannon from 'autocannon'
import { HEADERS, quantile, startMeasured } from './server.ts'
import { measureStreams } from './streams.ts'

const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '5' },
    rounds: { type: 'string', default: '3' },
    streams: { type: 'string', default: '1000' },
  },
})
const seconds = Number(values.seconds)
const rounds = Number(values.rounds)

const baseline = { name: 'empty Hono app', script: resolve(import.meta.dirname, 'empty-hono.ts') }
const ours = { name: 'openai-edge-mock', script: resolve(import.meta.dirname, '../dist/node.js') }

const requests: Record<string, Omit<autocannon.Options, 'url'> & { path: string }> = {
  'chat completion': {
    path: '/v1/chat/completions',
    method: 'POST',
    headers: HEADERS,
    body: JSON.stringify({ model: 'gpt-5.4', messages: [{ role: 'user', content: 'Hello!' }] }),
  },
  'list of models': { path: '/v1/models', method: 'GET', headers: HEADERS },
}

async function requestsASecond(url: string, name: string, connections: number): Promise<number> {
  const { path, ...options } = requests[name] ?? { path: '/' }
  const result = await autocannon({ ...options, url: `${url}${path}`, connections, duration: seconds })
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${name} at ${url}: ${result.non2xx} answers were no success, ${result.errors} failed`)
  }
  return result.requests.average
}

const measured = new Map<string, number[]>()
function record(key: string, value: number): void {
  measured.set(key, [...(measured.get(key) ?? []), value])
}

// The servers take turns in each round, so that a machine whose speed drifts is fair to all.
for (let round = 0; round < rounds; round += 1) {
  for (const { name: server, script } of [baseline, ours]) {
    const started = await startMeasured(script)
    try {
      record(`${server} first answer`, started.firstAnswerMs)
      for (const name of Object.keys(requests)) {
        for (const connections of [1, 16]) {
          record(`${server} ${name} ${connections}`, await requestsASecond(started.url, name, connections))
        }
      }
    } finally {
      started.process.kill()
    }
  }
}

const rows = ['first answer', ...Object.keys(requests).flatMap((name) => [`${name} 1`, `${name} 16`])]
console.log(`| medians of ${rounds} rounds | ${baseline.name} | ${ours.name} | ratio |`)
console.log('| --- | ---: | ---: | ---: |')
for (const row of rows) {
  const [one = 0, other = 0] = [baseline, ours].map(({ name }) =>
    quantile(measured.get(`${name} ${row}`) ?? []),
  )
  const unit = row === 'first answer' ? 'ms' : 'requests/s'
  const label = row === 'first answer' ? row : row.replace(/ (\d+)$/, ', $1 at once')
  console.log(
    `| ${label} | ${one.toFixed(0)} ${unit} | ${other.toFixed(0)} ${unit} | ${(other / one).toFixed(2)} |`,
  )
}

const server = await startMeasured(ours.script)
try {
  const { streams, medianLagMs, p99LagMs, megabytes } = await measureStreams(
    server,
    Number(values.streams),
    seconds,
  )
  console.log(
    `\n${streams} streams at once, 20 events a second each: an event comes ${medianLagMs.toFixed(1)} ms late in the ` +
      `median, ${p99LagMs.toFixed(0)} ms at the most in 99 of 100; the server takes ${megabytes.toFixed(0)} MB.`,
  )
} finally {
  server.process.kill()
}
