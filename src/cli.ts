#!/usr/bin/env node
import { runCommand } from './cli/run.ts'

/** Entry point of the command `openai-edge-mock-patches`. */
process.exitCode = await runCommand(process.argv.slice(2), {
  stdout: (text) => process.stdout.write(text),
  stderr: (text) => process.stderr.write(text),
})
