import { dirname } from 'node:path'
import type { CheckReport, PatchReport } from '../control/resources/check.ts'
import type { TryOut } from '../control/dry-run/dry-run.ts'
import { createApp } from '../app.ts'
import { nodeDelivery } from '../runtimes/node/sockets.ts'
import { folderFiles } from '../patches/sources/body-files.ts'
import { memoryPatches } from '../patches/sources/memory.ts'
import type { Place } from './arguments.ts'
import { type Send, sender, textOf } from './http-destination.ts'

/** Options of {@link checkDocument}. */
export interface CheckOptions {
  /** File name, used in the report. */
  file: string
  /** A `url` destination runs the check on that mock; otherwise an in-process mock runs it. */
  place: Place | undefined
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
  { file, place, strict }: CheckOptions,
): Promise<{ listing: string; ok: boolean }> {
  const send = place?.kind === 'url' ? sender(place.url) : ownMock(file, place)
  const response = await send('/check', { method: 'POST', body: text })
  const report: CheckReport = JSON.parse(await textOf(response))
  const misfits = report.patches.flatMap(({ results }) => results).filter(isTelling)
  const ok = report.valid && !(strict && misfits.length > 0)
  return { listing: `${listingOf(report, file)}\n`, ok }
}

/**
 * Returns an in-process mock with the capabilities of the destination's runtime: Workers for KV, Node for files.
 */
function ownMock(file: string, place: Place | undefined): Send {
  const app = createApp({
    patches: (context) => memoryPatches({ patches: [] }, context),
    ...(place === undefined && { delivery: nodeDelivery, files: folderFiles(dirname(file)) }),
  })
  return async (path, init) => app.request(`/__mock${path}`, init)
}

function isTelling({ fits, warnings }: TryOut): boolean {
  return fits === false || warnings.length > 0
}

function listingOf({ valid, faults, patches, more }: CheckReport, file: string): string {
  const faultCount = faults.length + more.faults
  const count = faultCount === 1 ? '1 issue' : `${faultCount} issues`
  const faultLines = faults.map(({ pointer, message, suggestion }) => {
    const place = pointer === '' ? 'the document' : pointer
    return `  ${place} ${message}${suggestion === undefined ? '' : ` (${suggestion})`}`
  })
  const total = patches.length + more.patches
  const patchCount = total === 1 ? '1 patch' : `${total} patches`
  const head = valid ? `${file} is valid: ${patchCount}` : `${file} has ${count}`
  const rest = more.faults > 0 ? [`  and ${more.faults} more`] : []
  return [head, ...faultLines, ...rest, ...patches.flatMap(linesOf)].join('\n')
}

function linesOf({ name, explanation, operations, shadowedBy, results, skipped }: PatchReport): string[] {
  const fitting = results.filter(({ fits }) => fits === true).length
  const others = results.filter(({ fits }) => fits === null).length
  const count = operations.length === 1 ? '1 operation' : `${operations.length} operations`
  return [
    '',
    `${name}: ${explanation}`,
    ...(shadowedBy === undefined
      ? []
      : [`  never applies: the earlier patch "${shadowedBy}" matches every request`]),
    `  ${count}; patched examples: ${fitting} match the response schema` +
      (others > 0 ? `, ${others} have no schema` : '') +
      (skipped > 0 ? `, ${skipped} were skipped` : ''),
    ...problemLines(results),
  ]
}

/** Formats problems; one that affects several examples is listed once. */
function problemLines(results: readonly TryOut[]): string[] {
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
