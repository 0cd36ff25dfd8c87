import type { Random } from '../web/random/seeded-random.ts'
import type { Fault } from './types.ts'
import type { FaultKind } from './fault-kind.ts'
import { MAX_DELAY_MS } from '../web/limits/timeout.ts'
import { wait } from './wait.ts'

/** Delays the start of the response. */
export const delay: FaultKind = ({ delay: setting }, { random, signal }) =>
  setting === undefined
    ? undefined
    : {
        name: 'delay',
        deliver: async (message) => {
          await wait(sampleDelay(setting, random), signal())
          return message
        },
      }

/**
 * Samples a delay from a fixed value, a range or a distribution.
 *
 * @returns milliseconds
 */
export function sampleDelay(setting: NonNullable<Fault['delay']>, random: Random): number {
  if (typeof setting === 'number') {
    return setting
  }
  if ('min' in setting) {
    return setting.min + (setting.max - setting.min) * random()
  }
  const { median, sigma, max = MAX_DELAY_MS } = setting
  return Math.min(median * Math.exp(sigma * sampleNormal(random)), max)
}

/** Samples the standard normal distribution (Box and Muller, 1958). */
function sampleNormal(random: Random): number {
  return Math.sqrt(-2 * Math.log(1 - random())) * Math.cos(2 * Math.PI * random())
}
