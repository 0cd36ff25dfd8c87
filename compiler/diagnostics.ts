/** A message of a build stage about a location in the document. */
export interface Diagnostic {
  severity: 'error' | 'warning' | 'info'
  /** The reporting build stage, such as `overlay` or `examples`. */
  stage: string
  /** JSON Pointer (RFC 6901) into the document, or into the overlay for the stage `overlay`. */
  pointer: string
  message: string
}

/** Thrown if the build fails; diagnostics are collected first, so that one error reports them all. */
export class BuildError extends Error {
  override name = 'BuildError'
}

/** Collects messages of all stages, so that a build reports everything at once and fails once. */
export class Diagnostics {
  readonly #entries: Diagnostic[] = []

  /** Entries keep their order within a stage. */
  add(diagnostic: Diagnostic): void {
    this.#entries.push(diagnostic)
  }

  /** @returns all diagnostics so far, in order of arrival */
  get entries(): readonly Diagnostic[] {
    return this.#entries
  }

  /** @throws {BuildError} with the tree of errors, if there are any */
  throwIfErrors(): void {
    const errors = this.#entries.filter((entry) => entry.severity === 'error')
    if (errors.length > 0) {
      throw new BuildError(`cannot compile the document:\n${renderTree(errors)}`)
    }
  }

  /** @returns the diagnostics as an indented tree: stage, then pointer, then messages */
  toString(): string {
    return renderTree(this.#entries)
  }

  /** @returns the tree of errors and warnings, or '' */
  warnings(): string {
    return renderTree(this.#entries.filter((entry) => entry.severity !== 'info'))
  }

  /** @returns one line with the number of errors, warnings and notes */
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
