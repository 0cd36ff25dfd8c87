import type { Contender } from './contenders.ts'
import { CHAT_LOAD } from './loads.ts'
import { measureLoad, type MeasuredServer, startServer, stopServer } from './measure.ts'
import { quantile } from './table.ts'

const CONNECTIONS = 4

/** Patch documents of ours by namespace. */
export const NAMESPACES = {
  /** The load's own operation is patched, as the comparison with others has it. */
  default: {
    patches: [
      {
        name: 'hello',
        operation: 'createChatCompletion',
        patch: [{ op: 'replace', path: '/choices/0/message/content', value: 'Hello World!!' }],
      },
    ],
  },
  /** Many patches, none of them for the load's operation. */
  thousand: {
    patches: Array.from({ length: 1000 }, (_, index) => ({
      name: `other ${index}`,
      operation: index % 2 === 0 ? 'createEmbedding' : 'POST /images/*',
      merge: { index },
    })),
  },
}

/**
 * Compares a namespace of a thousand patches for other operations with one that has no document, on one server and in
 * short turns.
 *
 * @returns requests a second with the patches, in terms of those without: the median of all turns
 */
export async function measureNamespaces(
  contender: Contender,
  { turns, seconds }: { turns: number; seconds: number },
): Promise<number> {
  const server = await startServer(contender)
  const speedIn = async (namespace: string): Promise<number> => {
    const { requestsASecond } = await measureLoad(inNamespace(server, namespace), CHAT_LOAD, {
      connections: CONNECTIONS,
      seconds,
    })
    return requestsASecond
  }
  const ratios: number[] = []
  try {
    for (let turn = 0; turn <= turns; turn += 1) {
      const [many, none] = [await speedIn('thousand'), await speedIn('none')]
      // The first turn warms up.
      if (turn > 0) {
        ratios.push(many / none)
      }
    }
  } finally {
    await stopServer(server)
  }
  return quantile(ratios)
}

function inNamespace(server: MeasuredServer, namespace: string): MeasuredServer {
  return { ...server, url: server.url.replace(/\/v1$/, `/@${namespace}/v1`) }
}
