import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

const project = resolve(import.meta.dirname, '..')

/**
 * @returns the arguments that `npm start` gives to Node: flags of V8, which the compile cache depends on, and the script
 */
export function startArguments(): string[] {
  const { scripts }: { scripts: { start: string } } = JSON.parse(
    readFileSync(resolve(project, 'package.json'), 'utf8'),
  )
  const [, ...args] = scripts.start.split(' ')
  return args.map((argument) => (argument.startsWith('-') ? argument : resolve(project, argument)))
}
