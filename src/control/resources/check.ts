import { isRefusal } from '../../openai/errors.ts'
import type { NamedPatch } from '../../patches/document/compile-patch.ts'
import { parsePatches } from '../../patches/document/parse.ts'
import { selects } from '../../patches/document/operation-selector.ts'
import { LONGEST_DOCUMENT } from '../../patches/sources/source.ts'
import type { DocumentFault } from '../../patches/document/issue.ts'
import { decode } from '../../request/body.ts'
import { readBytes } from '../../request/body-bytes.ts'
import { explainPatch } from '../dry-run/describe-patch.ts'
import { type ControlTools, jsonAnswer, type Resource } from '../resource.ts'
import { trialsOf, type TryOut, tryOut } from '../dry-run/dry-run.ts'

/** Response body of `POST /__mock/check`. */
export interface CheckReport {
  /** Whether `PUT /__mock/patches/{namespace}` would accept the document. */
  valid: boolean
  /** The document's issues, at most 100. */
  faults: DocumentFault[]
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
  results: TryOut[]
  /** Number of examples that were not tried because the document reached the dry-run limit. */
  skipped: number
}

/** Maximum number of dry runs per document; each takes about a millisecond. */
const MOST_TRIALS = 500

const MOST_REPORTS = 1000
const MOST_FAULTS = 100

const NOT_TEXT: DocumentFault = { pointer: '', message: 'is not UTF-8 text' }

/** `POST /__mock/check`: validates and dry-runs a patch document. */
export function check(tools: ControlTools): Resource {
  return {
    path: '/check',
    actions: {
      POST: {
        access: 'read',
        summary:
          'Validates a patch document without storing it: issues, the operations and examples that each patch selects, ' +
          'and whether the patched responses match the response schema',
        handle: async ({ req }) => {
          const bytes = await readBytes(req.raw, LONGEST_DOCUMENT)
          return isRefusal(bytes) ? bytes : jsonAnswer(await reportOn(decode(bytes), tools))
        },
      },
    },
  }
}

async function reportOn(text: string | undefined, tools: ControlTools): Promise<CheckReport> {
  if (text === undefined) {
    return { valid: false, faults: [NOT_TEXT], patches: [], more: { faults: 0, patches: 0 } }
  }
  const { patches, faults } = parsePatches(text, 'the patch document', tools.patchContext)
  const all = patches?.patches ?? []
  const reports: PatchReport[] = []
  const surroundings: Surroundings = { takers: new Map(), trialsLeft: MOST_TRIALS, tools }
  for (const patch of all.slice(0, MOST_REPORTS)) {
    reports.push(await reportOnPatch(patch, surroundings))
  }
  return {
    valid: faults.length === 0,
    faults: faults.slice(0, MOST_FAULTS),
    patches: reports,
    more: { faults: Math.max(0, faults.length - MOST_FAULTS), patches: all.length - reports.length },
  }
}

/** Mutable state shared by the reports of one document's patches. */
interface Surroundings {
  /** Operation id to the first patch that matches all of its requests. */
  takers: Map<string, string>
  trialsLeft: number
  tools: ControlTools
}

async function reportOnPatch(patch: NamedPatch, surroundings: Surroundings): Promise<PatchReport> {
  const { takers, trialsLeft, tools } = surroundings
  const routes = tools.catalogue.routes.filter((route) => selects(patch.patch.operation, route))
  const trials = trialsOf(patch, tools, routes)
  const results: TryOut[] = []
  for (const trial of trials.slice(0, trialsLeft)) {
    results.push(await tryOut(patch, trial, tools))
  }
  surroundings.trialsLeft -= results.length
  const hiding = routes.map(({ id }) => takers.get(id))
  if (takesAll(patch)) {
    for (const { id } of routes.filter((route) => !takers.has(route.id))) {
      takers.set(id, patch.name)
    }
  }
  const [first] = hiding
  return {
    name: patch.name,
    explanation: explainPatch(patch),
    operations: routes.map(({ id }) => id),
    ...(first !== undefined && hiding.every((one) => one !== undefined) && { shadowedBy: first }),
    results,
    skipped: trials.length - results.length,
  }
}

/** Whether later patches never apply to a request of the same operation. */
function takesAll({ patch, when }: NamedPatch): boolean {
  return when === undefined && patch.continue !== true
}
