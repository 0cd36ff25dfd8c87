import type { Budget } from '../../web/limits/budget.ts'
import { regExpCompileSteps } from '../../web/limits/safe-regexp.ts'

/** Steps of about ten nanoseconds to validate a value and to look for templates in it. */
const STEPS_PER_VALUE = 25

/** Characters of a string that are searched for templates per step. */
const CHARACTERS_PER_STEP = 1

/** Steps to compile a path of member names only, and any other JSONPath. */
const STEPS_PER_SIMPLE_PATH = 1500
const STEPS_PER_PATH = 10_000

/** Steps to compile a condition, and a template in addition to its path. */
const STEPS_PER_CONDITION = 500
const STEPS_PER_TEMPLATE = 500

/** Steps to compare an operation selector with the names of all operations. */
const STEPS_PER_SELECTOR = 5000

/** Steps to validate a value of a field that is checked value by value. */
const STEPS_PER_CHECKED_VALUE = 400
const CHECKED_FIELDS = new Set(['when', 'headers', 'patch', 'fault'])

const MAX_DEPTH = 200

/** Location of a value in a patch. */
interface MemberPlace {
  depth: number
  /** Steps to validate the value. */
  steps: number
}

/** Estimates and reserves the cost of compiling patches. Equal paths and patterns of several patches count once. */
export class CompileCost {
  readonly #budget: Budget
  readonly #known = new Set<string>()

  /** @param budget steps of about ten nanoseconds */
  constructor(budget: Budget) {
    this.#budget = budget
  }

  /**
   * Reserves the cost of a patch before it is compiled. Stops when the budget is spent.
   *
   * @param patch the parsed patch, not yet validated
   * @returns false if the budget is too small
   */
  spend(patch: unknown): boolean {
    this.#spendMember('', patch, { depth: 0, steps: STEPS_PER_CHECKED_VALUE })
    return !this.#budget.isSpent
  }

  #spendMember(name: string, value: unknown, { depth, steps }: MemberPlace): void {
    if (!this.#budget.spend(steps + name.length / CHARACTERS_PER_STEP)) {
      return
    }
    if (name.startsWith('$')) {
      this.#budget.spend(STEPS_PER_CONDITION)
      this.#spendPath(name)
    }
    if (typeof value === 'string') {
      this.#spendText(name, value)
    } else if (typeof value === 'object' && value !== null && depth < MAX_DEPTH) {
      const isNamed = !Array.isArray(value)
      for (const [key, member] of Object.entries(value)) {
        // Items have the name of their list: `operation` may be one.
        this.#spendMember(isNamed ? key : name, member, {
          depth: depth + 1,
          steps: this.#stepsInside(key, { depth, steps }),
        })
        if (this.#budget.isSpent) {
          return
        }
      }
    }
  }

  /** Fields of a patch are checked, and everything inside some of them except the values that a JSON Patch inserts. */
  #stepsInside(key: string, { depth, steps }: MemberPlace): number {
    if (depth === 0) {
      return CHECKED_FIELDS.has(key) ? STEPS_PER_CHECKED_VALUE : STEPS_PER_VALUE
    }
    return key === 'value' ? STEPS_PER_VALUE : steps
  }

  #spendText(name: string, text: string): void {
    this.#budget.spend(text.length / CHARACTERS_PER_STEP)
    if (name === 'matches') {
      this.#spendOnce(`matches ${text}`, () => regExpCompileSteps(text))
    } else if (name === 'operation') {
      this.#spendOnce(`operation ${text}`, () => STEPS_PER_SELECTOR)
    } else if (name === 'target' || name === '$value') {
      this.#spendPath(text)
    }
    for (let start = text.indexOf('{{'); start !== -1; start = text.indexOf('{{', start + 2)) {
      const end = text.indexOf('}}', start)
      if (!this.#budget.spend(STEPS_PER_TEMPLATE) || end === -1) {
        return
      }
      this.#spendPath(text.slice(start + 2, end).trim())
    }
  }

  #spendPath(path: string): void {
    this.#spendOnce(`path ${path}`, () =>
      /^\$(?:\.\w+)*$/.test(path)
        ? STEPS_PER_SIMPLE_PATH
        : STEPS_PER_PATH + (/(?:match|search)\(/.test(path) ? regExpCompileSteps(path) : 0),
    )
  }

  #spendOnce(key: string, steps: () => number): void {
    if (!this.#known.has(key) && this.#budget.spend(steps())) {
      this.#known.add(key)
    }
  }
}
