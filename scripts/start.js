// JavaScript, so that the compile cache is enabled before Node loads TypeScript. Caching the stripped sources as well
// saves 250 ms at every start but the first.
import { enableCompileCache, flushCompileCache } from 'node:module'
import { resolve } from 'node:path'

const PARENT_CHECK_MS = 100

enableCompileCache(resolve(import.meta.dirname, '../node_modules/.cache/openai-edge-mock'))
const { isBuildCurrent } = await import('../compiler/build-cache.ts')
if (process.argv.includes('--fill-cache')) {
  await answerOnce()
} else {
  if (!isBuildCurrent()) {
    const { buildOrExit } = await import('./build.ts')
    await buildOrExit()
  }
  stopWithParent()
  await import(resolve(import.meta.dirname, '../dist/node.js'))
  flushCompileCache()
}

/** Answers one request, so that the compile cache includes code that only runs for requests. */
async function answerOnce() {
  const { createMock } = await import(resolve(import.meta.dirname, '../dist/index.js'))
  const body = JSON.stringify({ model: 'gpt-5.4', messages: [{ role: 'user', content: 'Hello!' }] })
  const headers = { authorization: 'Bearer any-key', 'content-type': 'application/json' }
  await createMock().fetch('http://mock/v1/chat/completions', { method: 'POST', headers, body })
}

/**
 * Stops the server when its parent exits. npm runs scripts in a shell and sends SIGTERM to the shell only; Debian's
 * shell exits without forwarding it, so the server would keep running and occupy the port.
 */
function stopWithParent() {
  const parent = process.ppid
  setInterval(() => {
    if (process.ppid !== parent) {
      process.kill(process.pid, 'SIGTERM')
    }
  }, PARENT_CHECK_MS).unref()
}
