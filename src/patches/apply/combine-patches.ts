import { type AssistantReply, readReply } from '../../assistant/reply-types.ts'
import { isRecord } from '../../web/json/is-record.ts'
import type { CompiledPatch } from '../document/compile-patch.ts'
import type { Patch } from '../document/types.ts'
import { formatIssue } from '../document/issue.ts'
import { validatePatchShape } from '../document/schema-issues.ts'
import type { TemplateContext } from './template-expression.ts'

/** The combination of all patches that apply to one request. */
export interface CombinedPatches {
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
export function combinePatches(
  applying: readonly CompiledPatch[],
  context: () => TemplateContext,
): CombinedPatches {
  const [first, ...others] = applying
  if (first === undefined) {
    return NO_PATCHES
  }
  const warnings: string[] = []
  let fields = fieldsOf(first, context, warnings)
  for (const other of others) {
    fields = mergeFields(fields, fieldsOf(other, context, warnings))
  }
  return { names: applying.map(({ name }) => name), fields, warnings }
}

const NO_PATCHES: CombinedPatches = { names: [], fields: {}, warnings: [] }

function mergeFields(base: PatchFields, added: PatchFields): PatchFields {
  const headers = { ...added.headers, ...base.headers }
  const withoutDuplicates = withoutTarget(withoutBody(added, base), base)
  return { ...withoutDuplicates, ...base, ...(Object.keys(headers).length > 0 && { headers }) }
}

function withoutBody(added: PatchFields, base: PatchFields): PatchFields {
  const { body, file, ...rest } = added
  return base.body === undefined && base.file === undefined ? added : rest
}

function withoutTarget(added: PatchFields, base: PatchFields): PatchFields {
  const { target, update, remove, ...rest } = added
  return base.target === undefined ? added : rest
}

function fieldsOf(
  { name, patch, template, file }: CompiledPatch,
  context: () => TemplateContext,
  warnings: string[],
): PatchFields {
  const { reply, ...fields } =
    template === undefined ? patch : renderTemplates(name, patch, template.render(context()), warnings)
  return {
    ...fields,
    ...(reply !== undefined && { reply: readReply(reply) }),
    ...(file !== undefined && { file }),
  }
}

/** Renders templates. Fields that become invalid, such as a number instead of a string, are dropped with a warning. */
function renderTemplates(name: string, patch: Patch, rendered: unknown, warnings: string[]): Patch {
  const renderedPatch = { ...patch, ...(isRecord(rendered) && rendered) }
  const checked = validatePatchShape(renderedPatch, '')
  if ('patch' in checked) {
    return checked.patch
  }
  warnings.push(...checked.issues.map((issue) => formatIssue(issue, `templates of "${name}"`)))
  const invalidFields = new Set(checked.issues.map(({ pointer }) => pointer.split('/')[1]))
  const rest = Object.entries(renderedPatch).filter(([field]) => !invalidFields.has(field))
  const valid = validatePatchShape(Object.fromEntries(rest), '')
  return 'patch' in valid ? valid.patch : {}
}
