import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'

const project = resolve(import.meta.dirname, '..')

/**
 * @returns Node's arguments in `npm start`: V8 flags, which the compile cache depends on, and the script
 */
export function startArguments(): string[] {
  const { scripts }: { scripts: { start: string } } = JSON.parse(
    readFileSync(resolve(project, 'package.json'), 'utf8'),
  )
  const [, ...args] = scripts.start.split(' ')
  return args.map((argument) => (argument.startsWith('-') ? argument : resolve(project, argument)))
}
