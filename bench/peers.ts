import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { StartCommand } from './contenders.ts'

/** Other mocks live in a folder of their own, with a lock file of their own: nothing but the benchmark needs them. */
const folder = resolve(import.meta.dirname, 'peers')

/**
 * @param name of the package
 * @param binary name of its command
 * @param args of the command
 * @returns how to start it; the peers are installed first when they are missing
 */
export function peerCommand(name: string, binary: string, args: string[]): StartCommand {
  const manifest = resolve(folder, 'node_modules', name, 'package.json')
  if (!existsSync(manifest)) {
    console.error('Installing the mocks to compare with, which is done once')
    // Without install scripts: one of them reports installs to its maker.
    execFileSync('npm', ['ci', '--ignore-scripts', '--silent'], { cwd: folder, stdio: 'inherit' })
  }
  const { bin }: { bin: Record<string, string> } = JSON.parse(readFileSync(manifest, 'utf8'))
  const script = resolve(manifest, '..', bin[binary] ?? '')
  return { command: process.execPath, args: [script, ...args] }
}
