import type { Context } from 'hono'
import { apiError } from '../../openai/errors.ts'
import type { MemorySource } from '../../pipeline/incoming.ts'
import { invalidNamespace, isNamespaceName } from '../../request/namespace-name.ts'
import type { ControlServices } from '../resource.ts'

/** The memory of the namespace that a path names. */
export interface NamedMemory {
  namespace: string
  memory: MemorySource
}

/**
 * Handles a request where the memory of its namespace is: in this process, or in the one that has it.
 *
 * @param work handles the request in this process
 * @throws {import('../../openai/errors.ts').ApiError} if the name is invalid, nothing is kept, or the other process
 *   cannot be reached
 */
export async function inNamespace(
  context: Context,
  { memory: open }: Pick<ControlServices, 'memory'>,
  work: (named: NamedMemory) => Response | Promise<Response>,
): Promise<Response> {
  const { req, env } = context
  const namespace = req.param('namespace') ?? ''
  if (!isNamespaceName(namespace)) {
    throw invalidNamespace(namespace)
  }
  const memory = open?.(env)
  if (memory === undefined) {
    throw apiError(
      501,
      'This mock keeps no requests. Start it with `openai-edge-mock`, or use createMock().',
      {
        code: 'not_supported',
      },
    )
  }
  if (memory.forward === undefined) {
    return work({ namespace, memory })
  }
  const answer = await memory.forward({ request: req.raw, namespace })
  if (answer instanceof Response) {
    return answer
  }
  const message = `The memory of the namespace cannot be reached: ${answer.unreachable}. Try again.`
  throw apiError(503, message, { type: 'server_error', code: 'mock_state_unreachable' })
}
