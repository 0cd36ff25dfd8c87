// JavaScript, so that the compile cache is on before Node meets TypeScript: it keeps what type stripping made, too,
// and saves a quarter of a second at every start but the first.
import { enableCompileCache } from 'node:module'
import { resolve } from 'node:path'

const PARENT_CHECK_MS = 100

enableCompileCache(resolve(import.meta.dirname, '../node_modules/.cache/openai-edge-mock'))
const { buildOrExit } = await import('./build.ts')
if (process.argv.includes('--fill-cache')) {
  await import(resolve(import.meta.dirname, '../dist/index.js'))
} else {
  await buildOrExit()
  stopWithParent()
  await import(resolve(import.meta.dirname, '../dist/node.js'))
}

/**
 * npm runs scripts in a shell, and passes a SIGTERM on to the shell alone. Debian's shell dies of it without telling
 * its child, which would go on and keep the port; so the child takes the loss of its parent for the signal.
 */
function stopWithParent() {
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) {
      process.kill(process.pid, 'SIGTERM')
    }
  }, PARENT_CHECK_MS).unref()
}
