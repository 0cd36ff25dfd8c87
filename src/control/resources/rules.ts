import { SERVICE_RULES } from '../../validation/service-rules/registry.ts'
import { type ControlServices, textResponse, type Resource } from '../resource.ts'

/** `GET /__mock/rules`: lists all service rules. */
export function rules({ rules: level }: ControlServices): Resource {
  // One rule per line, so that the list can be searched with grep.
  const lines = () =>
    SERVICE_RULES.map(({ id, summary, operations, message, param, code, ...rest }) => {
      const { type = 'invalid_request_error', status = 400, sureness, evidence } = rest
      const error = { status, message, type, param, code }
      return JSON.stringify({ id, summary, operations, error, sureness, evidence })
    })
  return {
    path: '/rules',
    actions: {
      GET: {
        access: 'open',
        summary:
          'Lists all service rules: id, operations, the error of the service, evidence, and how sure it is',
        handle: () =>
          textResponse(`{"level":${JSON.stringify(level)},"rules":[\n${lines().join(',\n')}\n]}\n`, 200, {
            'content-type': 'application/json',
          }),
      },
    },
  }
}
