/** A request to the paths of Azure OpenAI. */
export interface AzureTarget {
  /** The deployment in the path, which names the model. */
  deployment?: string
}

/** A path as the OpenAI API has it. */
export interface OpenAiPath {
  path: string
  /** Set if the request used a path of Azure OpenAI. */
  azure?: AzureTarget
}

/**
 * `/openai/deployments/{deployment}/...`, `/openai/v1/...` and `/openai/...`; without `/openai` if a client has its own
 * base URL: `/v1/deployments/{deployment}/...`.
 */
const AZURE_PATH = /^\/(?:openai(?:\/v1)?(?:\/deployments\/([^/]+))?|(?:v1\/)?deployments\/([^/]+))(\/.*)$/

/** Prefixes of the paths above, so that other requests skip the regular expression. */
const PREFIXES = ['/openai/', '/v1/deployments/', '/deployments/']

/**
 * Maps the paths of Azure OpenAI to those of the OpenAI API, so that both have the same operations.
 *
 * @param path without the namespace
 */
export function readAzurePath(path: string): OpenAiPath {
  const match = PREFIXES.some((prefix) => path.startsWith(prefix)) ? AZURE_PATH.exec(path) : null
  if (match === null) {
    return { path }
  }
  const [, ofOpenAi, ofBase, rest = ''] = match
  const deployment = ofOpenAi ?? ofBase
  return {
    path: `/v1${rest}`,
    azure: deployment === undefined ? {} : { deployment: decoded(deployment) },
  }
}

function decoded(segment: string): string {
  try {
    return decodeURIComponent(segment)
  } catch {
    return segment
  }
}
