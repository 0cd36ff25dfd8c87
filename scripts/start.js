// JavaScript, so that the compile cache is on before Node meets TypeScript: it keeps what type stripping made, too,
// and saves a quarter of a second at every start but the first.
import { enableCompileCache, flushCompileCache } from 'node:module'
import { resolve } from 'node:path'

const PARENT_CHECK_MS = 100

enableCompileCache(resolve(import.meta.dirname, '../node_modules/.cache/openai-edge-mock'))
const { isAsBuilt } = await import('./as-built.ts')
if (process.argv.includes('--fill-cache')) {
  await answerOnce()
} else {
  if (!isAsBuilt()) {
    const { buildOrExit } = await import('./build.ts')
    await buildOrExit()
  }
  stopWithParent()
  await import(resolve(import.meta.dirname, '../dist/node.js'))
  flushCompileCache()
}

/** Code that only runs for a request is kept, too, once it has run. */
async function answerOnce() {
  const { createMock } = await import(resolve(import.meta.dirname, '../dist/index.js'))
  const body = JSON.stringify({ model: 'gpt-5.4', messages: [{ role: 'user', content: 'Hello!' }] })
  const headers = { authorization: 'Bearer any-key', 'content-type': 'application/json' }
  await createMock().fetch('http://mock/v1/chat/completions', { method: 'POST', headers, body })
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
