/** What a build stage noticed about one place of the document. */
export interface Diagnostic {
  severity: 'error' | 'warning' | 'info'
  /** The build stage that speaks, such as `overlay` or `examples`. */
  stage: string
  /** JSON pointer (RFC 6901) into the document, or into the overlay for the stage `overlay`. */
  pointer: string
  message: string
}

/** Raised once, after every stage has had its say, when a diagnostic is an error. */
export class BuildError extends Error {
  override name = 'BuildError'
}

/** Collects what the stages notice, so that a build reports everything at once and fails once. */
export class Diagnostics {
  readonly #entries: Diagnostic[] = []

  /** @param diagnostic what was noticed; its order of arrival is kept within a stage */
  add(diagnostic: Diagnostic): void {
    this.#entries.push(diagnostic)
  }

  /** @returns every diagnostic so far, in order of arrival */
  get entries(): readonly Diagnostic[] {
    return this.#entries
  }

  /** @throws {BuildError} with the tree of errors when there is one */
  throwIfErrors(): void {
    const errors = this.#entries.filter((entry) => entry.severity === 'error')
    if (errors.length > 0) {
      throw new BuildError(`the document cannot be compiled:\n${renderTree(errors)}`)
    }
  }

  /** @returns the diagnostics as an indented tree: stage, then pointer, then messages */
  toString(): string {
    return renderTree(this.#entries)
  }

  /** @returns the tree of what someone should look at, or '' */
  warnings(): string {
    return renderTree(this.#entries.filter((entry) => entry.severity !== 'info'))
  }

  /** @returns one line that counts errors, warnings and notes */
  summary(): string {
    const count = (severity: Diagnostic['severity']) =>
      this.#entries.filter((entry) => entry.severity === severity).length
    return `${count('error')} errors, ${count('warning')} warnings, ${count('info')} notes`
  }
}

function renderTree(entries: readonly Diagnostic[]): string {
  const stages = Map.groupBy(entries, (entry) => entry.stage)
  const lines: string[] = []
  for (const [stage, ofStage] of stages) {
    lines.push(stage)
    for (const [pointer, ofPointer] of Map.groupBy(ofStage, (entry) => entry.pointer)) {
      lines.push(`  ${pointer}`)
      for (const { severity, message } of ofPointer) {
        lines.push(`    ${severity}: ${message.replaceAll('\n', '\n      ')}`)
      }
    }
  }
  return lines.join('\n')
}
