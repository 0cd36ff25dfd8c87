import type { Contender } from './contenders.ts'
import { CHAT_LOAD } from './loads.ts'
import { measureLoad, type MeasuredServer, startServer, stopServer } from './measure.ts'
import { quantile } from './table.ts'

const CONNECTIONS = 4

/** Our patch documents by namespace. */
export const NAMESPACES = {
  /** Patches the operation of {@link CHAT_LOAD}, as in the comparison with other servers. */
  default: {
    patches: [
      {
        name: 'hello',
        operation: 'createChatCompletion',
        patch: [{ op: 'replace', path: '/choices/0/message/content', value: 'Hello World!!' }],
      },
    ],
  },
  /** A thousand patches for other operations. */
  thousand: {
    patches: Array.from({ length: 1000 }, (_, index) => ({
      name: `other ${index}`,
      operation: index % 2 === 0 ? 'createEmbedding' : 'POST /images/*',
      merge: { index },
    })),
  },
}

/**
 * Compares a namespace with a thousand patches for other operations with one without patches, on one server in
 * alternating short turns.
 *
 * @returns the median ratio of requests per second with the patches to those without
 */
export async function measureNamespaces(
  contender: Contender,
  { turns, seconds }: { turns: number; seconds: number },
): Promise<number> {
  const server = await startServer(contender)
  const throughputOf = async (namespace: string): Promise<number> => {
    const { requestsPerSecond } = await measureLoad(inNamespace(server, namespace), CHAT_LOAD, {
      connections: CONNECTIONS,
      seconds,
    })
    return requestsPerSecond
  }
  const ratios: number[] = []
  try {
    for (let turn = 0; turn <= turns; turn += 1) {
      const [many, none] = [await throughputOf('thousand'), await throughputOf('none')]
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
