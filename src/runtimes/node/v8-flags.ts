import { setFlagsFromString } from 'node:v8'

/**
 * Disables Maglev, V8's mid-tier compiler, whose threads never release 30 MB of memory.
 *
 * As a command line flag it would slow down startup: V8 rejects the code cache of Node's own modules if it runs with
 * other flags than those it was built with.
 */
export function disableMaglev(): void {
  setFlagsFromString('--no-maglev')
}
