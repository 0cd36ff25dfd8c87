import type { Output } from './run.ts'

/** A subcommand of `openai-edge-mock`. */
export interface Subcommand {
  /** One line for the help text. */
  summary: string
  /**
   * @param args the arguments after the name of the subcommand
   * @returns the exit code; undefined while a server keeps the process running
   */
  run: (args: readonly string[], output: Output) => Promise<number | undefined>
}

/** All subcommands by name. Each loads its modules when it runs, so that the help text appears at once. */
export const SUBCOMMANDS: Readonly<Record<string, Subcommand>> = {
  serve: {
    summary: 'serves the mock (default)',
    run: async (args, output) => (await import('./serve.ts')).serve(args, output),
  },
  patches: {
    summary: 'reads, validates and changes patch documents',
    run: async (args, output) => (await import('./run.ts')).runCommand(args, output),
  },
  state: {
    summary: 'reads and changes created objects',
    run: async (args, output) => (await import('./state.ts')).runState(args, output),
  },
  check: {
    summary: 'validates and dry-runs a patch document: check FILE',
    run: async (args, output) => (await import('./run.ts')).runCommand(['check', ...args], output),
  },
}

/**
 * Runs `openai-edge-mock`.
 *
 * @param args the command line, without the program's name
 * @returns the exit code; undefined while a server keeps the process running
 */
export async function runProgram(args: readonly string[], output: Output): Promise<number | undefined> {
  const [first = 'serve', ...rest] = args
  if (first === 'help' || first === '--help' || first === '-h') {
    const { SERVE_USAGE } = await import('./serve.ts')
    output.stdout(`${overview()}\n${SERVE_USAGE}`)
    return 0
  }
  // Options without a subcommand configure the server.
  const [name, operands] = first.startsWith('-') ? ['serve', args] : [first, rest]
  const subcommand = Object.hasOwn(SUBCOMMANDS, name) ? SUBCOMMANDS[name] : undefined
  if (subcommand === undefined) {
    output.stderr(`unknown command "${name}"\n\n${overview()}`)
    return 2
  }
  return subcommand.run(operands, output)
}

function overview(): string {
  const names = Object.keys(SUBCOMMANDS)
  const width = Math.max(...names.map((name) => name.length)) + 2
  const lines = names.map((name) => `  ${name.padEnd(width)}${SUBCOMMANDS[name]?.summary}`)
  return `Mocks the whole OpenAI API.\n\n${lines.join('\n')}\n`
}
