import { readFile } from 'node:fs/promises'
import { load, YAMLException } from 'js-yaml'
import { errorMessage } from '../error-message.ts'
import { CommandError } from './command-error.ts'

/**
 * @param file a patch document, JSON or, by its ending, YAML
 * @returns its text, as JSON
 * @throws {CommandError} when it cannot be read
 */
export async function readDocument(file: string): Promise<string> {
  const text = await readFile(file, 'utf8').catch((error: unknown) => {
    throw new CommandError(`${file} cannot be read: ${errorMessage(error)}`)
  })
  if (!/\.ya?ml$/i.test(file)) {
    return text
  }
  try {
    return JSON.stringify(load(text), null, 2)
  } catch (error) {
    if (!(error instanceof YAMLException)) {
      throw error
    }
    throw new CommandError(`${file} is not YAML: ${error.message}`)
  }
}
