import { ACTIONS, EXPECTATIONS, type Skip } from './docs/actions.ts'
import { type Block, blocksOf } from './docs/blocks.ts'
import type { DocsSandbox } from './docs/sandbox.ts'

/** A block that runs, with the following blocks that show its result. */
export interface DocsExample {
  /** Page, line and action, for the title of a test. */
  name: string
  block: Block
  expectations: Block[]
}

/** Diagrams, which GitHub renders. */
const DIAGRAM_LANGUAGES = ['mermaid']

/**
 * Reads the examples of a page: each fenced block that names an action, with its expectations.
 *
 * @throws {Error} if a block has neither an action nor a reason for not being executed
 */
export function docsExamples(page: string, markdown?: string): DocsExample[] {
  const examples: DocsExample[] = []
  for (const block of blocksOf(page, markdown)) {
    const key = `${block.language} ${block.action}`
    const place = `${page}:${block.line}`
    if (key in ACTIONS) {
      examples.push({ name: `${place} (${key})`, block, expectations: [] })
    } else if (key in EXPECTATIONS) {
      const example = examples.at(-1)
      if (example === undefined) {
        throw new Error(`${place}: \`${key}\` has no example before it.`)
      }
      example.expectations.push(block)
    } else if (!DIAGRAM_LANGUAGES.includes(block.language) && (block.options['skip'] ?? '') === '') {
      const known = [...Object.keys(ACTIONS), ...Object.keys(EXPECTATIONS)].join(', ')
      throw new Error(`${place}: unknown block \`${key.trim()}\`. Use one of ${known}, or skip="reason".`)
    }
  }
  return examples
}

/** Executes a block and compares the blocks that show its result. */
export async function runExample(
  { block, expectations }: DocsExample,
  sandbox: DocsSandbox,
  skip: Skip,
): Promise<void> {
  const context = { sandbox, skip, expectations }
  const output = await ACTIONS[`${block.language} ${block.action}`]?.(block, context)
  for (const expectation of expectations) {
    await EXPECTATIONS[`${expectation.language} ${expectation.action}`]?.(expectation, output ?? '', context)
  }
}
