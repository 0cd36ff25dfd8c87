import { dirname } from 'node:path'
import { createApp } from '../app.ts'
import { bodyFilesIn } from '../patches/sources/body-files.ts'
import { memoryPatches } from '../patches/sources/memory.ts'
import { nodeConnections } from '../runtimes/node/sockets.ts'
import type { DestinationSpec } from './arguments.ts'
import type { Send } from './http-destination.ts'

/**
 * Returns an in-process mock with the capabilities of the destination's runtime: Workers for KV, Node for files.
 */
export function inProcessMock(file: string, destination: DestinationSpec | undefined): Send {
  const app = createApp({
    patches: (context) => memoryPatches({ patches: [] }, context),
    ...(destination === undefined && {
      connectionControl: nodeConnections,
      files: bodyFilesIn(dirname(file)),
    }),
  })
  return async (path, init) => app.request(`/__mock${path}`, init)
}
