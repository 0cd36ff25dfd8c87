import { type AssistantReply, readReply } from '../../assistant/reply-types.ts'
import { isRecord } from '../../web/json/is-record.ts'
import type { NamedPatch } from '../document/compile-patch.ts'
import type { Patch } from '../document/types.ts'
import { faultLine } from '../document/issue.ts'
import { patchFaults } from '../document/schema-issues.ts'
import type { TemplateContext } from './template-expression.ts'

/** The combination of all patches that apply to one request. */
export interface ChosenPatches {
  /** Names of the patches, in order of priority. */
  names: string[]
  /** Each field of the first patch that sets it, with templates rendered. */
  fields: PatchFields
  /** Warnings of templates. */
  warnings: string[]
}

/** The fields of a patch that change a response. */
export type PatchFields = Omit<Patch, 'name' | 'operation' | 'when' | 'continue' | 'reply'> & {
  reply?: AssistantReply
  /** Name of the file that contains the body. */
  file?: string
}

/**
 * Combines patches: the first patch that sets a field wins. `target` is taken together with its `update` or `remove`,
 * and headers are combined one by one.
 *
 * @param applying the patches that apply, in order of priority
 * @param context creates the context of templates; only called if there are any
 */
export function composePatches(
  applying: readonly NamedPatch[],
  context: () => TemplateContext,
): ChosenPatches | undefined {
  const [first, ...others] = applying
  if (first === undefined) {
    return undefined
  }
  const warnings: string[] = []
  let fields = fieldsOf(first, context, warnings)
  for (const other of others) {
    fields = add(fields, fieldsOf(other, context, warnings))
  }
  return { names: applying.map(({ name }) => name), fields, warnings }
}

function add(chosen: PatchFields, more: PatchFields): PatchFields {
  const headers = { ...more.headers, ...chosen.headers }
  const added = withoutTarget(withoutBody(more, chosen), chosen)
  return { ...added, ...chosen, ...(Object.keys(headers).length > 0 && { headers }) }
}

function withoutBody(more: PatchFields, chosen: PatchFields): PatchFields {
  const { body, file, ...rest } = more
  return chosen.body === undefined && chosen.file === undefined ? more : rest
}

function withoutTarget(more: PatchFields, chosen: PatchFields): PatchFields {
  const { target, update, remove, ...rest } = more
  return chosen.target === undefined ? more : rest
}

function fieldsOf(
  { name, patch, template, file }: NamedPatch,
  context: () => TemplateContext,
  warnings: string[],
): PatchFields {
  const { reply, ...fields } =
    template === undefined ? patch : filledIn(name, patch, template.render(context()), warnings)
  return {
    ...fields,
    ...(reply !== undefined && { reply: readReply(reply) }),
    ...(file !== undefined && { file }),
  }
}

/** Renders templates. Fields that become invalid, such as a number instead of a string, are dropped with a warning. */
function filledIn(name: string, patch: Patch, rendered: unknown, warnings: string[]): Patch {
  const filled = { ...patch, ...(isRecord(rendered) && rendered) }
  const checked = patchFaults(filled, '')
  if ('patch' in checked) {
    return checked.patch
  }
  warnings.push(...checked.faults.map((fault) => faultLine(fault, `templates of "${name}"`)))
  const faulty = new Set(checked.faults.map(({ pointer }) => pointer.split('/')[1]))
  const rest = Object.entries(filled).filter(([field]) => !faulty.has(field))
  const right = patchFaults(Object.fromEntries(rest), '')
  return 'patch' in right ? right.patch : {}
}
