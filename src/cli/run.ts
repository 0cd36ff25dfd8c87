import { createDestination } from './open-destination.ts'
import { type Command, parseCommand, USAGE, UsageError } from './arguments.ts'
import { checkDocument } from './check.ts'
import { CommandError } from './command-error.ts'
import { inlineFiles } from './inline-files.ts'
import { readDocument } from './read-document.ts'

/** Output streams of a command. */
export interface Output {
  /** Writes results to standard output. */
  stdout: (text: string) => void
  /** Writes errors to standard error. */
  stderr: (text: string) => void
}

/**
 * Runs a command.
 *
 * @param args the command line, without the program's name
 * @returns the exit code: 0 on success, 1 if the command failed or the document has issues, 2 for a usage error
 */
export async function runCommand(args: readonly string[], output: Output): Promise<number> {
  try {
    return await run(parseCommand(args), output)
  } catch (error) {
    if (error instanceof UsageError) {
      output.stderr(`${error.message}\n\n${USAGE}`)
      return 2
    }
    if (error instanceof CommandError) {
      output.stderr(`${error.message}\n`)
      return 1
    }
    throw error
  }
}

async function run(command: Command, { stdout }: Output): Promise<number> {
  switch (command.name) {
    case 'help':
      stdout(USAGE)
      return 0
    case 'check': {
      const { file, destination } = command
      const text = await readDocument(file)
      const { listing, ok } = await checkDocument(destination ? inlineFiles(text, file) : text, command)
      stdout(listing)
      return ok ? 0 : 1
    }
    case 'put': {
      const { namespace, file, destination, ifMatch } = command
      const text = inlineFiles(await readDocument(file), file)
      if (destination.kind !== 'url') {
        const { listing, ok } = await checkDocument(text, { file, destination, strict: false })
        if (!ok) {
          stdout(listing)
          return 1
        }
      }
      await createDestination(destination).put(namespace, text, ifMatch)
      stdout(`stored ${file} as the patch document of ${namespace}\n`)
      return 0
    }
    case 'get':
      stdout(await createDestination(command.destination).get(command.namespace))
      return 0
    case 'list':
      stdout((await createDestination(command.destination).list()).map((name) => `${name}\n`).join(''))
      return 0
    default:
      await createDestination(command.destination).remove(command.namespace)
      stdout(`removed the patch document of ${command.namespace}\n`)
      return 0
  }
}
