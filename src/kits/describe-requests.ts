import { isRecord } from '../web/json/is-record.ts'
import { asArray, asString } from '../web/json/narrow.ts'
import { truncate } from '../web/truncate.ts'

const MAX_LINE_LENGTH = 300

/**
 * Describes recorded requests for the report of a failed test: one block per request, oldest first, with the response
 * and the nearest patch.
 *
 * @param entries as the journal returns them, newest first
 * @param namespace the name and the base URL of the namespace
 */
export function describeRequests(
  entries: readonly Record<string, unknown>[],
  namespace: { name: string; baseURL: string },
): string {
  if (entries.length === 0) {
    return `openai-edge-mock received no requests in namespace ${namespace.name}. Does the client use ${namespace.baseURL}?`
  }
  const count = entries.length === 1 ? '1 request' : `${entries.length} requests`
  const blocks = entries.toReversed().map(describeRequest)
  return [`openai-edge-mock received ${count} in namespace ${namespace.name}:`, ...blocks].join('\n')
}

function describeRequest(entry: Record<string, unknown>): string {
  const { method, path, operation, status, prompt, body, patches, warnings, nearest, error } = entry
  const lines = [
    `${text(method)} ${text(path)} -> ${text(status)}${operation ? ` (${text(operation)})` : ''}`,
    prompt ? `  prompt: ${json(prompt)}` : body ? `  body: ${json(body)}` : '',
    isRecord(error) ? `  error: ${text(error['message'])}` : '',
    asArray(patches).length > 0 ? `  patches: ${asArray(patches).map(text).join(', ')}` : '',
    ...asArray(warnings).map((warning) => `  warning: ${text(warning)}`),
    isRecord(nearest)
      ? `  nearest patch: ${text(nearest['name'])}: ${asArray(nearest['failed']).map(text).join('; ')}`
      : '',
  ]
  return lines
    .filter((line) => line !== '')
    .map((line) => truncate(line, MAX_LINE_LENGTH))
    .join('\n')
}

function text(value: unknown): string {
  return asString(value) ?? json(value)
}

function json(value: unknown): string {
  return JSON.stringify(value) ?? ''
}
