#!/usr/bin/env node
import process from 'node:process'

/** Entry point of the command `openai-edge-mock`. */

const MIN_NODE_MAJOR = 22

if (Number.parseInt(process.versions.node, 10) < MIN_NODE_MAJOR) {
  console.error(`openai-edge-mock needs Node ${MIN_NODE_MAJOR} or newer, and this is Node ${process.version}`)
  process.exit(1)
}
// Imported after the check, because an older Node cannot load these modules.
const { runProgram } = await import('./cli/program.ts')
process.exitCode = await runProgram(process.argv.slice(2), {
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
})
