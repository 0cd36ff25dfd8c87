import { destinationAt } from './open-destination.ts'
import { type Command, readCommand, USAGE, UsageError } from './arguments.ts'
import { checkDocument } from './check.ts'
import { CommandError } from './command-error.ts'
import { withInlinedFiles } from './inline-files.ts'
import { readDocument } from './read-document.ts'

/** Output streams of a command. */
export interface Output {
  /** Writes results to standard output. */
  say: (text: string) => void
  /** Writes errors to standard error. */
  complain: (text: string) => void
}

/**
 * Runs a command.
 *
 * @param words the command line, without the program's name
 * @returns the exit code: 0 on success, 1 if the command failed or the document has issues, 2 for a usage error
 */
export async function runCommand(words: readonly string[], output: Output): Promise<number> {
  try {
    return await run(readCommand(words), output)
  } catch (error) {
    if (error instanceof UsageError) {
      output.complain(`${error.message}\n\n${USAGE}`)
      return 2
    }
    if (error instanceof CommandError) {
      output.complain(`${error.message}\n`)
      return 1
    }
    throw error
  }
}

async function run(command: Command, { say }: Output): Promise<number> {
  switch (command.name) {
    case 'help':
      say(USAGE)
      return 0
    case 'check': {
      const { file, place } = command
      const text = await readDocument(file)
      const { listing, ok } = await checkDocument(place ? withInlinedFiles(text, file) : text, command)
      say(listing)
      return ok ? 0 : 1
    }
    case 'put': {
      const { namespace, file, place, ifMatch } = command
      const text = withInlinedFiles(await readDocument(file), file)
      if (place.kind !== 'url') {
        const { listing, ok } = await checkDocument(text, { file, place, strict: false })
        if (!ok) {
          say(listing)
          return 1
        }
      }
      await destinationAt(place).put(namespace, text, ifMatch)
      say(`stored ${file} as the patch document of ${namespace}\n`)
      return 0
    }
    case 'get':
      say(await destinationAt(command.place).get(command.namespace))
      return 0
    case 'list':
      say((await destinationAt(command.place).list()).map((name) => `${name}\n`).join(''))
      return 0
    default:
      await destinationAt(command.place).remove(command.namespace)
      say(`removed the patch document of ${command.namespace}\n`)
      return 0
  }
}
