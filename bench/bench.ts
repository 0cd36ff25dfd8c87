import { type ChildProcess, spawn } from 'node:child_process'
import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import autocannon from 'autocannon'

const { values } = parseArgs({
  options: { seconds: { type: 'string', default: '5' }, rounds: { type: 'string', default: '3' } },
})
const seconds = Number(values.seconds)
const rounds = Number(values.rounds)

const project = resolve(import.meta.dirname, '..')
const servers = {
  'empty Hono app': resolve(import.meta.dirname, 'empty-hono.ts'),
  'openai-edge-mock': resolve(project, 'dist/node.js'),
}

const headers = { authorization: 'Bearer any-key', 'content-type': 'application/json' }
const requests: Record<string, Omit<autocannon.Options, 'url'> & { path: string }> = {
  'chat completion': {
    path: '/v1/chat/completions',
    method: 'POST',
    headers,
    body: JSON.stringify({ model: 'gpt-5.4', messages: [{ role: 'user', content: 'Hello!' }] }),
  },
  'list of models': { path: '/v1/models', method: 'GET', headers },
}

interface Started {
  url: string
  firstAnswerMs: number
  process: ChildProcess
}

async function start(script: string): Promise<Started> {
  const began = performance.now()
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, PORT: '0' },
    stdio: ['ignore', 'pipe', 'inherit'],
  })
  const url = await new Promise<string>((found, failed) => {
    let output = ''
    child.stdout.setEncoding('utf8').on('data', (chunk: string) => {
      output += chunk
      const address = /http:\/\/[\d.]+:\d+/.exec(output)
      if (address !== null) {
        found(address[0])
      }
    })
    child.once('exit', () => failed(new Error(`${script} did not start:\n${output}`)))
  })
  await (await fetch(`${url}/v1/models`, { headers })).arrayBuffer()
  return { url, firstAnswerMs: performance.now() - began, process: child }
}

async function requestsASecond(url: string, name: string, connections: number): Promise<number> {
  const { path, ...options } = requests[name] ?? { path: '/' }
  const result = await autocannon({ ...options, url: `${url}${path}`, connections, duration: seconds })
  if (result.non2xx > 0 || result.errors > 0) {
    throw new Error(`${name} at ${url}: ${result.non2xx} answers were no success, ${result.errors} failed`)
  }
  return result.requests.average
}

function median(numbers: number[]): number {
  return numbers.toSorted((one, other) => one - other)[Math.floor(numbers.length / 2)] ?? 0
}

/** The servers take turns in each round, so that a machine whose speed drifts is fair to all. */
const measured = new Map<string, number[]>()
function record(key: string, value: number): void {
  measured.set(key, [...(measured.get(key) ?? []), value])
}

for (let round = 0; round < rounds; round += 1) {
  for (const [server, script] of Object.entries(servers)) {
    const started = await start(script)
    try {
      record(`${server} first answer`, started.firstAnswerMs)
      for (const name of Object.keys(requests)) {
        for (const connections of [1, 16]) {
          const rate = await requestsASecond(started.url, name, connections)
          record(`${server} ${name} ${connections}`, rate)
        }
      }
    } finally {
      started.process.kill()
    }
  }
}

const [baseline, ours] = Object.keys(servers)
const rows = ['first answer', ...Object.keys(requests).flatMap((name) => [`${name} 1`, `${name} 16`])]
console.log(`| medians of ${rounds} rounds | ${baseline} | ${ours} | ratio |\n| --- | ---: | ---: | ---: |`)
for (const row of rows) {
  const [one = 0, other = 0] = [baseline, ours].map((server) =>
    median(measured.get(`${server} ${row}`) ?? []),
  )
  const unit = row === 'first answer' ? 'ms' : 'requests/s'
  const label = row === 'first answer' ? row : row.replace(/ (\d+)$/, ', $1 at once')
  console.log(
    `| ${label} | ${one.toFixed(0)} ${unit} | ${other.toFixed(0)} ${unit} | ${(other / one).toFixed(2)} |`,
  )
}
