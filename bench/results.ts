import type { Contender } from './contenders.ts'
import { quantile } from './table.ts'

/** Measurements of the contenders, one value per round. */
export class Results {
  readonly #values = new Map<string, number[]>()

  record(contender: Contender, metric: string, value: number): void {
    const values = this.of(contender, metric)
    this.#values.set(keyOf(contender, metric), [...values, value])
  }

  /** @returns the value of each round */
  of(contender: Contender, metric: string): readonly number[] {
    return this.#values.get(keyOf(contender, metric)) ?? []
  }

  median(contender: Contender, metric: string): number {
    return quantile(this.of(contender, metric))
  }

  /** @returns the median of the ratios per round, which cancels out drifts of the machine's speed */
  ratio(one: Contender, other: Contender, metric: string): number {
    const others = this.of(other, metric)
    return quantile(this.of(one, metric).map((value, round) => value / (others[round] ?? NaN)))
  }
}

function keyOf({ name }: Contender, metric: string): string {
  return `${name}\n${metric}`
}
