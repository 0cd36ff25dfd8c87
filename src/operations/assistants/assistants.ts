import type { BodyOf, Transform } from '../operation.ts'
import { storedResources, storedTools } from './stored-tools.ts'

/** New assistants: only the settings of the request, with the service's defaults. */
export const createdAssistants: Transform<BodyOf<'createAssistant'>> = (answer, { body, ids }) => ({
  ...answer,
  tools: storedTools(body.tools),
  tool_resources: storedResources(body.tool_resources ?? undefined, body.tools, ids),
})

/** Changed assistants: tools and resources of the request, if it has any. */
export const modifiedAssistants: Transform<BodyOf<'modifyAssistant'>> = (answer, { body, ids }) => ({
  ...answer,
  ...(body.tools && { tools: storedTools(body.tools) }),
  ...(body.tool_resources && { tool_resources: storedResources(body.tool_resources, body.tools, ids) }),
})

/** New threads. */
export const createdThreads: Transform<BodyOf<'createThread'>> = (answer, { body, ids }) => ({
  ...answer,
  tool_resources: storedResources(body.tool_resources ?? undefined, undefined, ids),
})
