import { Budget } from './budget.ts'

/**
 * Maximum work of one request in addition to reading, validating and serializing it, in steps of about ten
 * nanoseconds: 160 ms in the worst case. A strict schema with 5,000 properties, the most that the service accepts, takes
 * 14 million steps.
 */
export const MAX_REQUEST_STEPS = 16_000_000

/** Maximum size of the generated parts of one response, in bytes of JSON. */
export const MAX_OUTPUT_BYTES = 10_000_000

/**
 * The work and the output that one request may cause.
 *
 * Everything whose cost a client controls by more than the size of its request spends this budget *before* it works:
 * a loop over one list for each item of another, a copy per operation, a text per choice. Code that can return a
 * partial result checks the return value, stops early and passes a warning, which becomes part of `x-mock-warning`:
 *
 *     if (!budget.work(names.length * values.length, 'values were not compared: the work limit was reached')) {
 *       return partial
 *     }
 *
 * Code that cannot return a partial result throws an API error of status 400, 413 or 422. A request creates its budget
 * with its context (`RequestContext.budget`), and transforms get the same one (`TransformContext.budget`). Code that
 * only needs a counter takes one of the two {@link Budget}s.
 */
export class RequestBudget {
  /** Steps of about ten nanoseconds. */
  readonly steps: Budget
  /** Bytes of generated output, as JSON. */
  readonly output: Budget
  readonly #warnings = new Set<string>()

  /**
   * @param limits total amounts. Default to {@link MAX_REQUEST_STEPS} and {@link MAX_OUTPUT_BYTES}
   */
  constructor({ steps = MAX_REQUEST_STEPS, outputBytes = MAX_OUTPUT_BYTES } = {}) {
    this.steps = new Budget(steps)
    this.output = new Budget(outputBytes)
  }

  /**
   * Reserves steps.
   *
   * @param steps estimated work, in steps of about ten nanoseconds
   * @param warning sentence about the missing part of the result, without a full stop
   * @returns false if too few steps are left; the warning is recorded then
   */
  work(steps: number, warning: string): boolean {
    return this.steps.spend(steps) || this.warn(warning)
  }

  /**
   * Reserves output.
   *
   * @param bytes estimated size as JSON
   * @param warning sentence about the missing part of the result, without a full stop
   * @returns false if less output is left; the warning is recorded then
   */
  write(bytes: number, warning: string): boolean {
    return this.output.spend(bytes) || this.warn(warning)
  }

  /** Records a warning about a partial result. Each warning is reported once. */
  warn(warning: string): false {
    this.#warnings.add(warning)
    return false
  }

  /** Warnings about partial results, for the header `x-mock-warning`. */
  get warnings(): readonly string[] {
    return [...this.#warnings]
  }
}
