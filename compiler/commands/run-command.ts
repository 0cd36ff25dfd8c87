import { BuildError } from '../diagnostics.ts'

/** Runs a command. A {@link BuildError} is printed without its stack trace and sets the exit code. */
export async function runCommand(command: () => Promise<unknown>): Promise<void> {
  try {
    await command()
  } catch (error) {
    if (!(error instanceof BuildError)) {
      throw error
    }
    console.error(error.message)
    process.exitCode = 1
  }
}
