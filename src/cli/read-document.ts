import { readFile } from 'node:fs/promises'
import { load, YAMLException } from 'js-yaml'
import { errorMessage } from '../web/error-message.ts'
import { CommandError } from './command-error.ts'

/**
 * Reads a patch document and converts YAML to JSON.
 *
 * @param file path of a JSON file, or of a YAML file ending in `.yaml` or `.yml`
 * @returns the document as JSON text
 * @throws {CommandError} if the file cannot be read or parsed
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
