import { type OpenApiDocument, operationIdOf, operationsOf } from '../../compiler/document/document.ts'

/** A curl command from OpenAI's API reference. */
export interface CurlExample {
  /** Operation id and title, numbered if an operation repeats a title. */
  name: string
  /** The command as the reference renders it. */
  command: string
}

/** Variables that OpenAI's reference replaces with model names when it renders an example. */
const MODEL_VARIABLES: Readonly<Record<string, string>> = {
  VAR_chat_model_id: 'gpt-5.4',
  VAR_completion_model_id: 'gpt-3.5-turbo-instruct',
}

/** @returns every curl command of the document's usage examples, in document order */
export function curlExamples(document: OpenApiDocument): CurlExample[] {
  const counts = new Map<string, number>()
  return operationsOf(document).flatMap((located) =>
    [located.operation['x-oaiMeta']?.examples ?? []].flat().flatMap(({ request, title }): CurlExample[] => {
      const command = request?.['curl']
      if (typeof command !== 'string') {
        return []
      }
      const label = `${operationIdOf(located)}${title === undefined ? '' : `, ${title}`}`
      const count = (counts.get(label) ?? 0) + 1
      counts.set(label, count)
      return [{ name: count === 1 ? label : `${label} (${count})`, command: substituteModels(command) }]
    }),
  )
}

function substituteModels(command: string): string {
  return Object.entries(MODEL_VARIABLES).reduce(
    (text, [name, model]) => text.replaceAll(name, model),
    command,
  )
}
