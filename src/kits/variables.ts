import type { MockNamespace } from './mock-namespace.ts'

/**
 * Points the variables that OpenAI's SDKs read to a namespace.
 *
 * @returns a function that restores the former values
 */
export function setVariables({ baseURL, apiKey }: MockNamespace): () => void {
  const values = { OPENAI_BASE_URL: baseURL, OPENAI_API_KEY: apiKey }
  const former = Object.keys(values).map((name) => [name, process.env[name]] as const)
  Object.assign(process.env, values)
  return () => {
    for (const [name, value] of former) {
      if (value === undefined) {
        delete process.env[name]
      } else {
        process.env[name] = value
      }
    }
  }
}
