import { NO_SOCKET } from '../../web/http/connection.ts'
import { explainPatches } from '../../patches/explain/explain-patches.ts'
import { handle } from '../../pipeline/handle.ts'
import { withoutAuthorization } from '../../pipeline/services.ts'
import { decodeUtf8 } from '../../web/bytes/bytes.ts'
import { readBytes } from '../../request/body-bytes.ts'
import { parseRequestDescription } from '../dry-run/request-description.ts'
import { ellipsize } from '../../web/truncate.ts'
import { type ControlServices, jsonResponse, type Resource } from '../resource.ts'

/** `POST /__mock/explain`: explains how a request is handled. */
export function explain(services: ControlServices): Resource {
  return {
    path: '/explain',
    actions: {
      POST: {
        access: 'read',
        summary:
          'Explains which patches match a request { method, path, headers, body, namespace }, which do not, the ' +
          'conditions that failed, the nearest misses, and the reasons for tools and values of the reply',
        handle: async ({ req }) => {
          const bytes = await readBytes(req.raw, services.maxBodyBytes)
          const request = parseRequestDescription(decodeUtf8(bytes) ?? '')
          return jsonResponse(await explainRequest(request, services))
        },
      },
    },
  }
}

/** Longer prompts are truncated. */
const MAX_PROMPT_LENGTH = 2000

async function explainRequest(request: Request, services: ControlServices) {
  const connection = NO_SOCKET.connectionOf(undefined)
  const { outcome, matching, reasons } = await handle(request, withoutAuthorization(services), { connection })
  const { answer, operationId, patchNames = [], faultNames = [], warnings = [] } = outcome
  const summary = {
    request: { method: request.method, path: new URL(request.url).pathname },
    operation: operationId ?? null,
    status: answer.status,
    applied: patchNames,
    faults: faultNames,
    warnings,
  }
  if (matching === undefined) {
    // The request was rejected before patches were matched; the error has the reason.
    return { ...summary, refused: answer.body, matches: [], misses: [], elsewhere: [] }
  }
  const { namespace, prompt } = matching.view.request
  return {
    ...summary,
    namespace,
    prompt: ellipsize(prompt, MAX_PROMPT_LENGTH),
    ...explainPatches(matching),
    reasons: reasons?.() ?? [],
  }
}
