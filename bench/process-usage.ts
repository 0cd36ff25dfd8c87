import { readdirSync, readFileSync } from 'node:fs'

/** Resources used by a process and its descendants; NaN without `/proc`, which only Linux has. */
export interface ProcessUsage {
  /** CPU time of all threads so far, in milliseconds. */
  cpuMs: number
  /** Resident memory, in megabytes. */
  megabytes: number
}

/** `/proc/{pid}/stat` counts ticks, of which Linux has 100 per second on every platform (proc(5)). */
const MS_PER_TICK = 10

/**
 * @param pid the started process; the children of a launcher are included
 */
export function usageOf(pid: number): ProcessUsage {
  try {
    const all = runningProcesses()
    const family = withDescendants(pid, all)
    return {
      cpuMs: family.reduce((sum, { ticks }) => sum + ticks * MS_PER_TICK, 0),
      megabytes: family.reduce((sum, process) => sum + megabytesOf(process.pid), 0),
    }
  } catch {
    return { cpuMs: NaN, megabytes: NaN }
  }
}

interface RunningProcess {
  pid: number
  parent: number
  ticks: number
}

function runningProcesses(): RunningProcess[] {
  const pids = readdirSync('/proc').filter((name) => /^\d+$/.test(name))
  return pids.flatMap((pid) => {
    try {
      // The name, in parentheses, may contain any character, so fields are counted after it.
      const [, fields = ''] = /^.*\) (.*)$/s.exec(readFileSync(`/proc/${pid}/stat`, 'utf8')) ?? []
      const numbers = fields.split(' ').map(Number)
      return [{ pid: Number(pid), parent: numbers[1] ?? 0, ticks: (numbers[11] ?? 0) + (numbers[12] ?? 0) }]
    } catch {
      return [] // The process has exited.
    }
  })
}

function withDescendants(pid: number, all: readonly RunningProcess[]): RunningProcess[] {
  const own = all.filter((process) => process.pid === pid)
  const children = all.filter(({ parent }) => parent === pid)
  return [...own, ...children.flatMap((child) => withDescendants(child.pid, all))]
}

function megabytesOf(pid: number): number {
  const [, kilobytes] = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8')) ?? []
  return Number(kilobytes) / 1024
}
