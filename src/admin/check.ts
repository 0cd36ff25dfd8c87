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
    return { valid: false, faults: [{ pointer: '', message: 'is not UTF-8 text' }], patches: [] }
  }
  const { patches, faults } = parsePatches(text, 'the patch document', tools.patchContext)
  const reports: PatchReport[] = []
  let left = MOST_TRIALS
  const all = patches?.patches ?? []
  for (const [index, patch] of all.entries()) {
    const report = await reportOnPatch(patch, { before: all.slice(0, index), most: left, tools })
    left -= report.results.length
    reports.push(report)
  }
  return { valid: faults.length === 0, faults, patches: reports }
}

/** What a patch is looked at with. */
interface Surroundings {
  /** The patches before it. */
  before: readonly NamedPatch[]
  /** The most trials. */
  most: number
  tools: ControlTools
}

async function reportOnPatch(patch: NamedPatch, { before, most, tools }: Surroundings): Promise<PatchReport> {
  const routes = tools.catalogue.routes.filter((route) => selects(patch.patch.operation, route))
  const trials = trialsOf(patch, tools, routes)
  const results: TryOut[] = []
  for (const trial of trials.slice(0, most)) {
    results.push(await tryOut(patch, trial, tools))
  }
  const hiding = routes.map((route) =>
    before.find((one) => takesAll(one) && selects(one.patch.operation, route)),
  )
  const [first] = hiding
  return {
    name: patch.name,
    explanation: explainPatch(patch),
    operations: routes.map(({ id }) => id),
    ...(first !== undefined && hiding.every((one) => one !== undefined) && { hiddenBy: first.name }),
    results,
    untried: trials.length - results.length,
  }
}

/** Whether nothing is left for the patches that come after it. */
function takesAll({ patch, when }: NamedPatch): boolean {
  return when === undefined && patch.continue !== true
}
