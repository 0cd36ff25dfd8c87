import { setFlagsFromString } from 'node:v8'

/**
 * Has V8 go on without Maglev, its middle compiler, whose threads keep 30 MB that they needed for a moment. As a flag of the
 * command line it would take longer to start: Node's own modules come with compiled code that V8 throws away when it runs
 * with other flags than those it was made with.
 */
export function goOnWithoutMaglev(): void {
  setFlagsFromString('--no-maglev')
}
