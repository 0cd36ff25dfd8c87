import { dirname } from 'node:path'
import type { CheckReport, PatchReport } from '../admin/check.ts'
import type { TryOut } from '../admin/try-out.ts'
import { createApp } from '../app.ts'
import { nodeDelivery } from '../node/delivery.ts'
import { folderFiles } from '../patches/folder-files.ts'
import { memoryPatches } from '../patches/memory.ts'
import type { Place } from './arguments.ts'
import { type Send, sender, textOf } from './control-api.ts'

/** What is checked, and against what. */
export interface CheckOptions {
  /** What to call the document. */
  file: string
  /** Where it is to be put: a running mock is asked, for the others there is one that comes with the command. */
  place: Place | undefined
  /** Whether what does not fit a response schema is a fault, too. */
  strict: boolean
}

/**
 * @param text JSON of a patch document
 * @param options what to call it, and what to hold it against
 * @returns a listing for people, and whether the document is right
 * @throws {CommandError} when the mock that is to be asked does not answer
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

/** Without a socket: the mock that the command brings with it, with what Workers or, for files, Node can do. */
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
  const count = faultCount === 1 ? '1 fault' : `${faultCount} faults`
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

function linesOf({ name, explanation, operations, hiddenBy, results, untried }: PatchReport): string[] {
  const fitting = results.filter(({ fits }) => fits === true).length
  const others = results.filter(({ fits }) => fits === null).length
  const count = operations.length === 1 ? '1 operation' : `${operations.length} operations`
  return [
    '',
    `${name}: ${explanation}`,
    ...(hiddenBy === undefined
      ? []
      : [`  is never used: "${hiddenBy}" comes before it and takes every request`]),
    `  for ${count}; ${fitting} of their examples fit the response schema when patched` +
      (others > 0 ? `, ${others} have no schema to fit` : '') +
      (untried > 0 ? `, ${untried} were not tried` : ''),
    ...problemLines(results),
  ]
}

/** What goes wrong with several examples in the same way is told once. */
function problemLines(results: readonly TryOut[]): string[] {
  const examples = new Map<string, string[]>()
  for (const { operation, example, status, misfits, warnings } of results) {
    const problems = [
      ...misfits.map(({ pointer, message }) => `${pointer || 'the body'} does not fit: ${message}`),
      ...warnings,
    ]
    for (const problem of problems) {
      const line = `${operation} ${status}: ${problem}`
      examples.set(line, [...(examples.get(line) ?? []), ...(example === null ? [] : [example])])
    }
  }
  return [...examples].map(([line, names]) => `  ${line}${names.length > 0 ? ` (${names.join(', ')})` : ''}`)
}
