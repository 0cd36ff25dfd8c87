import { isRefusal } from '../openai/errors.ts'
import type { NamedPatch } from '../patches/compile-patch.ts'
import { parsePatches } from '../patches/parse.ts'
import { selects } from '../patches/select.ts'
import { LONGEST_DOCUMENT } from '../patches/source.ts'
import type { DocumentFault } from '../patches/document-fault.ts'
import { decode } from '../pipeline/read.ts'
import { readBytes } from '../pipeline/read-bytes.ts'
import { explainPatch } from './explain-patch.ts'
import { type ControlTools, jsonAnswer, type Resource } from './resource.ts'
import { trialsOf, type TryOut, tryOut } from './try-out.ts'

/** Body of an answer of `POST /__mock/check`. */
export interface CheckReport {
  /** Whether the document would be stored. */
  valid: boolean
  /** Everything that is wrong with it. */
  faults: DocumentFault[]
  /** Its patches that are right, in order. */
  patches: PatchReport[]
  /** How many faults and patches there are besides, of a document that has very many. */
  more: { faults: number; patches: number }
}

/** What there is to know of a patch before it meets a request. */
export interface PatchReport {
  name: string
  /** What it does, in a sentence. */
  explanation: string
  /** Ids of the operations that it is for. */
  operations: string[]
  /** The patch before it that leaves it nothing to do, on every one of its operations. */
  hiddenBy?: string
  /** What becomes of the operations' examples. */
  results: TryOut[]
  /** How many more examples there are, of a document that has very many. */
  untried: number
}

/** Trying a patch on an example takes about a millisecond. */
const MOST_TRIALS = 500

const MOST_REPORTS = 1000
const MOST_FAULTS = 100

const NOT_TEXT: DocumentFault = { pointer: '', message: 'is not UTF-8 text' }

/** `POST /__mock/check`: what is wrong with a patch document, and what it will do. */
export function check(tools: ControlTools): Resource {
  return {
    path: '/check',
    actions: {
      POST: {
        access: 'read',
        summary:
          'Checks a patch document without storing it: its faults, the operations and examples that each patch is for, ' +
          'and whether what comes of them fits the response schema',
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

/** What the patches of a document are looked at with, one after the other. */
interface Surroundings {
  /** By operation id: the patch that leaves nothing to those after it. */
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
    ...(first !== undefined && hiding.every((one) => one !== undefined) && { hiddenBy: first }),
    results,
    untried: trials.length - results.length,
  }
}

/** Whether nothing is left for the patches that come after it. */
function takesAll({ patch, when }: NamedPatch): boolean {
  return when === undefined && patch.continue !== true
}
