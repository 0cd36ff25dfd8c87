import { type ChildProcess, spawn } from 'node:child_process'
import { readFileSync } from 'node:fs'

/** Headers that every measured request has. */
export const HEADERS = { authorization: 'Bearer any-key', 'content-type': 'application/json' }

/** A server that is measured, in a process of its own. */
export interface MeasuredServer {
  url: string
  /** Milliseconds from the start of the process to its first answer. */
  firstAnswerMs: number
  process: ChildProcess
}

/**
 * @param script starts a server on a free port and prints its address
 * @throws {Error} with its output when it does not start
 */
export async function startMeasured(script: string): Promise<MeasuredServer> {
  const began = performance.now()
  const child = spawn(process.execPath, [script], {
    env: { ...process.env, PORT: '0', LOG: 'off' },
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
  await (await fetch(`${url}/v1/models`, { headers: HEADERS })).arrayBuffer()
  return { url, firstAnswerMs: performance.now() - began, process: child }
}

/** @returns the process's resident memory in megabytes, where the system tells it */
export function residentMegabytes({ process: { pid } }: MeasuredServer): number {
  try {
    const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
    return Number(kilobytes) / 1024
  } catch {
    return NaN
  }
}

/** @returns the middle of the numbers, or the one at another share of them */
export function quantile(numbers: number[], share: number = 0.5): number {
  const sorted = numbers.toSorted((one, other) => one - other)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
}
