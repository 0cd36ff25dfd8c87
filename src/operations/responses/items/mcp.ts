import type { ItemContext, ItemFactory } from './item-context.ts'
import type { JsonObject } from '../../../web/json/json.ts'
import { needsApproval, allowedTools } from '../../../assistant/tools/mcp.ts'
import type { Tool } from '../../../assistant/tools/tools.ts'
import { inputItems } from './read-input.ts'
import { newItemId } from './item-ids.ts'

/** An MCP tool call, or a request for its approval if the client has to approve it first. */
export const mcpItems: ItemFactory = ({ tool }, { prompt, random, traits }) => {
  const [name] = allowedTools(tool.definition)
  // A request that continues after an approval may not repeat the prompt.
  const query = prompt.trim() === '' ? name.replaceAll(/[_-]+/g, ' ') : prompt
  const callFields = {
    server_label: tool.name,
    name,
    arguments: tool.approval?.arguments ?? JSON.stringify({ query }),
  }
  if (tool.approval === undefined && needsApproval(tool.definition, name)) {
    return [{ type: 'mcp_approval_request', id: newItemId('mcpr_', random), ...callFields }]
  }
  return [
    {
      type: 'mcp_call',
      id: newItemId('mcp_', random),
      ...callFields,
      approval_request_id: tool.approval?.requestId ?? null,
      output: `The server found one result: ${query}`,
      error: null,
      ...(traits.responses >= '2025-11' && { status: 'completed' }),
    },
  ]
}

/**
 * Returns the tool lists of MCP servers, which come first in the output and once per conversation.
 *
 * @param tools the request's tools
 */
export function mcpListItems(tools: Tool[], { body, random }: ItemContext): JsonObject[] {
  if (typeof body.previous_response_id === 'string') {
    return []
  }
  const isListed = ({ name }: Tool) =>
    inputItems(body).some((item) => item.type === 'mcp_list_tools' && item.server_label === name)
  return tools
    .filter((tool) => tool.kind === 'mcp' && !isListed(tool))
    .map((tool) => ({
      type: 'mcp_list_tools',
      id: newItemId('mcpl_', random),
      server_label: tool.name,
      tools: allowedTools(tool.definition).map((name) => ({
        name,
        description: `The ${name} tool of ${tool.name}.`,
        input_schema: {
          $schema: 'http://json-schema.org/draft-07/schema#',
          type: 'object',
          properties: { query: { type: 'string' } },
          required: ['query'],
          additionalProperties: false,
        },
        // The Vercel AI SDK rejects null, which the document allows.
        annotations: { read_only: true },
      })),
    }))
}
