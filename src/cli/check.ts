import type { CheckReport, PatchReport } from '../control/resources/check.ts'
import type { DryRunResult } from '../control/dry-run/dry-run.ts'
import type { DestinationSpec } from './arguments.ts'
import { createSend, textOrThrow } from './http-destination.ts'
import { inProcessMock } from './in-process-mock.ts'

/** Options of {@link checkDocument}. */
export interface CheckOptions {
  /** File name, used in the report. */
  file: string
  /** A `url` destination runs the check on that mock; otherwise an in-process mock runs it. */
  destination: DestinationSpec | undefined
  /** Whether schema violations and warnings fail the check. */
  strict: boolean
}

/**
 * Validates a patch document and formats the report.
 *
 * @param text JSON of a patch document
 * @returns the report as text, and whether the check passed
 * @throws {CommandError} if the mock cannot be reached
 */
export async function checkDocument(
  text: string,
  { file, destination, strict }: CheckOptions,
): Promise<{ listing: string; ok: boolean }> {
  const send = destination?.kind === 'url' ? createSend(destination.url) : inProcessMock(file, destination)
  const response = await send('/check', { method: 'POST', body: text })
  const report: CheckReport = JSON.parse(await textOrThrow(response))
  const problems = report.patches.flatMap(({ results }) => results).filter(hasProblem)
  const ok = report.valid && !(strict && problems.length > 0)
  return { listing: `${formatReport(report, file)}\n`, ok }
}

function hasProblem({ fits, warnings }: DryRunResult): boolean {
  return fits === false || warnings.length > 0
}

function formatReport({ valid, faults: issues, patches, more }: CheckReport, file: string): string {
  const issueCount = issues.length + more.faults
  const count = issueCount === 1 ? '1 issue' : `${issueCount} issues`
  const issueLines = issues.map(({ pointer, message, suggestion }) => {
    const location = pointer === '' ? 'the document' : pointer
    return `  ${location} ${message}${suggestion === undefined ? '' : ` (${suggestion})`}`
  })
  const total = patches.length + more.patches
  const patchCount = total === 1 ? '1 patch' : `${total} patches`
  const head = valid ? `${file} is valid: ${patchCount}` : `${file} has ${count}`
  const rest = more.faults > 0 ? [`  and ${more.faults} more`] : []
  return [head, ...issueLines, ...rest, ...patches.flatMap(formatPatchReport)].join('\n')
}

function formatPatchReport({
  name,
  explanation,
  operations,
  shadowedBy,
  results,
  skipped,
}: PatchReport): string[] {
  const matchCount = results.filter(({ fits }) => fits === true).length
  const withoutSchemaCount = results.filter(({ fits }) => fits === null).length
  const count = operations.length === 1 ? '1 operation' : `${operations.length} operations`
  return [
    '',
    `${name}: ${explanation}`,
    ...(shadowedBy === undefined
      ? []
      : [`  never applies: the earlier patch "${shadowedBy}" matches every request`]),
    `  ${count}; patched examples: ${matchCount} match the response schema` +
      (withoutSchemaCount > 0 ? `, ${withoutSchemaCount} have no schema` : '') +
      (skipped > 0 ? `, ${skipped} were skipped` : ''),
    ...problemLines(results),
  ]
}

/** Formats problems; one that affects several examples is listed once. */
function problemLines(results: readonly DryRunResult[]): string[] {
  const examples = new Map<string, string[]>()
  for (const { operation, example, status, violations, warnings } of results) {
    const problems = [
      ...violations.map(({ pointer, message }) => `${pointer || 'the body'} is invalid: ${message}`),
      ...warnings,
    ]
    for (const problem of problems) {
      const line = `${operation} ${status}: ${problem}`
      examples.set(line, [...(examples.get(line) ?? []), ...(example === null ? [] : [example])])
    }
  }
  return [...examples].map(([line, names]) => `  ${line}${names.length > 0 ? ` (${names.join(', ')})` : ''}`)
}
