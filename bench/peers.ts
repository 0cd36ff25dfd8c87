import type { StartCommand } from './start-command.ts'
import { execFileSync } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { resolve } from 'node:path'

/** Other mocks have their own folder and lock file, as only the benchmark needs them. */
const folder = resolve(import.meta.dirname, 'peers')

/**
 * @param name package name
 * @param binary command name
 * @returns the command that starts the peer; missing peers are installed first
 */
export function peerCommand(name: string, binary: string, args: string[]): StartCommand {
  const manifest = resolve(folder, 'node_modules', name, 'package.json')
  if (!existsSync(manifest)) {
    console.error('Installing the other mocks (one-time)...')
    // No install scripts: one of them reports installs to its vendor.
    execFileSync('npm', ['ci', '--ignore-scripts', '--silent'], { cwd: folder, stdio: 'inherit' })
  }
  const { bin }: { bin: Record<string, string> } = JSON.parse(readFileSync(manifest, 'utf8'))
  const script = resolve(manifest, '..', bin[binary] ?? '')
  return { command: process.execPath, args: [script, ...args] }
}
