import type { Journal } from '../../../journal/journal.ts'
import { apiError } from '../../../openai/errors.ts'
import { readBytes } from '../../../request/body-bytes.ts'
import { decodeUtf8 } from '../../../web/bytes/bytes.ts'
import { parseBoundedJson } from '../../../web/json/parse-bounded.ts'
import type { NamedMemory } from '../../access/namespace-memory.ts'

/** Maximum size of an expectation, in bytes. */
const MAX_EXPECTATION_BYTES = 1_000_000

/** @throws {import('../../../openai/errors.ts').ApiError} 501 if this runtime has no journals */
export function journalOf({ memory, namespace }: NamedMemory): Journal {
  const journal = memory.journal(namespace)
  if (journal === undefined) {
    throw apiError(
      501,
      'This mock records no requests: it has no Durable Objects. Deploy it with wrangler.toml.',
      {
        code: 'not_supported',
      },
    )
  }
  return journal
}

/**
 * Parses the JSON body of a request.
 *
 * @throws {import('../../../openai/errors.ts').ApiError} 400 if it is not JSON
 */
export async function readJson(request: Request): Promise<unknown> {
  const parsed = parseBoundedJson(decodeUtf8(await readBytes(request, MAX_EXPECTATION_BYTES)) ?? '')
  if ('issue' in parsed) {
    throw apiError(400, `Invalid body: it ${parsed.issue}. Expected a JSON object.`, { code: 'invalid_json' })
  }
  return parsed.value
}
