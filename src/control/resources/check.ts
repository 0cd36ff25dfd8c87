import type { CompiledPatch } from '../../patches/document/compile-patch.ts'
import { parsePatches } from '../../patches/document/parse.ts'
import { selectsOperation } from '../../patches/document/operation-selector.ts'
import { MAX_DOCUMENT_LENGTH } from '../../patches/sources/source.ts'
import { type Issue, MAX_REPORTED_ISSUES } from '../../patches/document/issue.ts'
import { decodeUtf8 } from '../../web/bytes/bytes.ts'
import { nextTurn } from '../../web/limits/next-turn.ts'
import { RequestBudget } from '../../web/limits/request-budget.ts'
import { readBytes } from '../../request/body-bytes.ts'
import { describePatch } from '../../patches/explain/describe-patch.ts'
import { type ControlServices, jsonResponse, type Resource } from '../resource.ts'
import { dryRunCases, type DryRunResult, dryRun } from '../dry-run/dry-run.ts'

/** Response body of `POST /__mock/check`. */
export interface CheckReport {
  /** Whether `PUT /__mock/patches/{namespace}` would accept the document. */
  valid: boolean
  /** The document's issues, at most 100. */
  faults: Issue[]
  /** The valid patches, in document order. */
  patches: PatchReport[]
  /** Number of issues and patches omitted from this report. */
  more: { faults: number; patches: number }
}

/** Static analysis of one patch. */
export interface PatchReport {
  name: string
  /** One-sentence description of the patch. */
  explanation: string
  /** Ids of the operations that the patch selects. */
  operations: string[]
  /** Name of an earlier patch that matches every request of all its operations. */
  shadowedBy?: string
  /** Dry-run results, one per example. */
  results: DryRunResult[]
  /** Number of examples that were not tried because the document reached the dry-run limit. */
  skipped: number
}

/** Maximum number of dry runs per document. */
const MAX_DRY_RUNS = 500

/** Maximum work of all dry runs in steps of about ten nanoseconds, and maximum size of the report in bytes. */
const MAX_CHECK_STEPS = 60_000_000
const MAX_REPORT_BYTES = 4_000_000

/** Steps of a dry run, of reading a character of its patch, and of comparing a patch with one operation. */
const STEPS_PER_DRY_RUN = 100_000
const STEPS_PER_CHARACTER = 10
const STEPS_PER_OPERATION = 100

/** Approximate size of an operation's id and of a result in the report. */
const BYTES_PER_ID = 40
const BYTES_PER_RESULT = 300

const SKIPPED = 'some examples were not tried: the document reached the work limit of a check'

const MAX_REPORTED_PATCHES = 1000

const NOT_TEXT: Issue = { pointer: '', message: 'is not UTF-8 text' }

/** `POST /__mock/check`: validates and dry-runs a patch document. */
export function check(services: ControlServices): Resource {
  return {
    path: '/check',
    actions: {
      POST: {
        access: 'read',
        summary:
          'Validates a patch document without storing it: issues, the operations and examples that each patch selects, ' +
          'and whether the patched responses match the response schema',
        handle: async ({ req }) => {
          const bytes = await readBytes(req.raw, MAX_DOCUMENT_LENGTH)
          return jsonResponse(await reportDocument(decodeUtf8(bytes), services))
        },
      },
    },
  }
}

async function reportDocument(text: string | undefined, services: ControlServices): Promise<CheckReport> {
  if (text === undefined) {
    return { valid: false, faults: [NOT_TEXT], patches: [], more: { faults: 0, patches: 0 } }
  }
  const { patches, issues } = parsePatches(text, 'the patch document', services.patchContext)
  const allPatches = patches?.patches ?? []
  const reports: PatchReport[] = []
  const budget = new RequestBudget({ steps: MAX_CHECK_STEPS, outputBytes: MAX_REPORT_BYTES })
  const context: CheckContext = {
    catchAllByOperation: new Map(),
    dryRunsLeft: MAX_DRY_RUNS,
    services,
    budget,
  }
  for (const patch of allPatches.slice(0, MAX_REPORTED_PATCHES)) {
    const report = await reportPatch(patch, context)
    if (!budget.write(reportSize(report), SKIPPED)) {
      break
    }
    reports.push(report)
    await nextTurn()
  }
  return {
    valid: issues.length === 0,
    faults: issues.slice(0, MAX_REPORTED_ISSUES),
    patches: reports,
    more: {
      faults: Math.max(0, issues.length - MAX_REPORTED_ISSUES),
      patches: allPatches.length - reports.length,
    },
  }
}

/** Mutable state shared by the reports of one document's patches. */
interface CheckContext {
  /** Operation id to the first patch that matches all of its requests. */
  catchAllByOperation: Map<string, string>
  dryRunsLeft: number
  services: ControlServices
  /** Work and output of the whole report. */
  budget: RequestBudget
}

function reportSize({ name, operations, results }: PatchReport): number {
  return name.length + BYTES_PER_ID * operations.length + BYTES_PER_RESULT * results.length
}

async function reportPatch(patch: CompiledPatch, context: CheckContext): Promise<PatchReport> {
  const { catchAllByOperation, dryRunsLeft, services, budget } = context
  const routes = services.catalogue.routes.filter((route) => selectsOperation(patch.patch.operation, route))
  budget.work(STEPS_PER_OPERATION * services.catalogue.routes.length, SKIPPED)
  const cases = dryRunsLeft === 0 ? [] : dryRunCases(patch, services, routes)
  const results: DryRunResult[] = []
  const trials = cases.slice(0, dryRunsLeft)
  const steps = STEPS_PER_DRY_RUN + (trials.length === 0 ? 0 : STEPS_PER_CHARACTER * lengthOf(patch))
  for (const trial of trials) {
    if (!budget.work(steps, SKIPPED)) {
      break
    }
    results.push(await dryRun(patch, trial, { services, budget }))
    await nextTurn()
  }
  context.dryRunsLeft -= results.length
  const shadowing = routes.map(({ id }) => catchAllByOperation.get(id))
  if (isCatchAll(patch)) {
    for (const { id } of routes.filter((route) => !catchAllByOperation.has(route.id))) {
      catchAllByOperation.set(id, patch.name)
    }
  }
  const [first] = shadowing
  return {
    name: patch.name,
    explanation: describePatch(patch),
    operations: routes.map(({ id }) => id),
    ...(first !== undefined && shadowing.every((one) => one !== undefined) && { shadowedBy: first }),
    results,
    skipped: cases.length - results.length,
  }
}

/** Length of the JSON that dry runs of a patch read and write. */
function lengthOf({ patch }: CompiledPatch): number {
  return JSON.stringify(patch).length
}

/** Whether later patches never apply to a request of the same operation. */
function isCatchAll({ patch, when }: CompiledPatch): boolean {
  return when === undefined && patch.continue !== true
}
