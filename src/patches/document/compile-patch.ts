import { checkFault } from '../../faults/check.ts'
import { useStandardNames } from '../../faults/stream/old-names.ts'
import type { ConnectionControl } from '../../web/http/connection.ts'
import { isRecord } from '../../web/json/is-record.ts'
import type { Json } from '../../web/json/json.ts'
import { asJson } from '../../web/json/narrow.ts'
import { type BodyFiles, bodyFileName } from './body-file.ts'
import { formatPointer } from '../../web/json/pointer.ts'
import type { Patch } from './types.ts'
import type { Issue } from './issue.ts'
import { headerProblem } from '../../web/http/header-check.ts'
import { compilePath } from '../../web/json/json-path.ts'
import { selectorSizeIssue } from './operation-selector.ts'
import { isPatchField, validatePatchShape } from './schema-issues.ts'
import { compileTemplate, type Template } from '../apply/template.ts'
import { type CompiledWhen, compileWhen } from '../match/when.ts'

/** Maximum nesting depth of a patch; no API response is this deep. */
const MAX_PATCH_DEPTH = 200

/** A validated and compiled patch. */
export interface CompiledPatch {
  /** Name reported in response headers. */
  name: string
  /** The patch without a `$file` body, and with the standard names of faults. */
  patch: Patch
  /** Compiled `when`; matches every request if absent. */
  when?: CompiledWhen
  /** Renders the fields that contain templates; absent if there are none. */
  template?: Template
  /** Name of the body file. */
  file?: string
}

/** Context in which a patch is compiled. */
export interface PatchCompileContext {
  /** JSON Pointer of the patch, prefixed to the pointers of its issues. */
  pointer: string
  /** Name of the patch if it declares none. */
  name: string
  /** Capabilities of the runtime, used to reject unsupported faults. */
  delivery: Pick<ConnectionControl, 'disconnectModes'>
  /** Source of body files. */
  files: BodyFiles
}

/**
 * Validates and compiles a patch.
 *
 * @param value a {@link Patch}, not yet validated
 * @returns the compiled patch, or all of its issues
 */
export function compilePatch(
  value: unknown,
  context: PatchCompileContext,
): CompiledPatch | { issues: Issue[] } {
  const { pointer, name, delivery, files } = context
  if (isDeeperThan(value, MAX_PATCH_DEPTH)) {
    return { issues: [{ pointer, message: `is nested deeper than ${MAX_PATCH_DEPTH} levels` }] }
  }
  const shape = validatePatchShape(value, pointer)
  if ('issues' in shape) {
    return { issues: [...shape.issues, ...issuesOfOtherFields(value, shape.issues, context)] }
  }
  const file = bodyFileName(shape.patch.body)
  const patch = normalizePatch(shape.patch, file)
  const selectorIssue = selectorSizeIssue(patch.operation)
  if (selectorIssue !== undefined) {
    return { issues: [{ pointer: `${pointer}/operation`, message: selectorIssue }] }
  }
  const issues = [
    ...jsonPatchIssues(patch, pointer),
    ...targetIssues(patch, pointer),
    ...headerIssues(patch, pointer),
  ]
  if (file !== undefined) {
    issues.push(...bodyFileIssues(file, `${pointer}/body/$file`, files))
  }
  if (shape.patch.fault !== undefined) {
    const found = checkFault(shape.patch.fault, delivery)
    issues.push(...found.map((issue) => ({ ...issue, pointer: `${pointer}/fault${issue.pointer}` })))
  }
  const conditions = asJson(patch.when)
  const when = conditions === undefined ? undefined : compileWhen(conditions, `${pointer}/when`, issues)
  const template = compileTemplateFields(patch, pointer, issues)
  return issues.length > 0
    ? { issues }
    : {
        name: patch.name ?? name,
        patch,
        ...(when && { when }),
        ...(template && { template }),
        ...(file !== undefined && { file }),
      }
}

/** Removes a `$file` body and replaces old names of faults. */
function normalizePatch(patch: Patch, file: string | undefined): Patch {
  const { body: _, ...withoutBody } = patch
  const { fault } = patch
  return {
    ...(file === undefined ? patch : withoutBody),
    ...(fault !== undefined && {
      fault: Array.isArray(fault) ? fault.map(useStandardNames) : useStandardNames(fault),
    }),
  }
}

/** Fields that are validated together. */
const TARGET_FIELDS = ['target', 'update', 'remove']

/** Returns the issues of fields that passed schema validation, so that all issues are reported at once. */
function issuesOfOtherFields(value: unknown, found: readonly Issue[], context: PatchCompileContext): Issue[] {
  const invalidFields = new Set(
    found.map(({ pointer }) => pointer.slice(context.pointer.length).split('/')[1]),
  )
  const fields = Object.entries(isRecord(value) ? value : {})
  const otherFields = fields.filter(
    ([field]) =>
      isPatchField(field) &&
      !invalidFields.has(field) &&
      !(TARGET_FIELDS.includes(field) && TARGET_FIELDS.some((one) => invalidFields.has(one))),
  )
  if (otherFields.length === 0 || otherFields.length === fields.length) {
    return []
  }
  const compiled = compilePatch(Object.fromEntries(otherFields), context)
  return 'issues' in compiled ? compiled.issues : []
}

/** Fields whose strings may contain templates. */
const TEMPLATE_FIELDS = ['reply', 'error', 'body', 'merge', 'patch', 'update', 'headers'] as const

function compileTemplateFields(patch: Patch, pointer: string, issues: Issue[]): Template | undefined {
  const compiled = TEMPLATE_FIELDS.flatMap((field): [string, Template][] => {
    const value = asJson(patch[field])
    const template = value === undefined ? undefined : compileTemplate(value, `${pointer}/${field}`, issues)
    return template === undefined ? [] : [[field, template]]
  })
  return compiled.length === 0
    ? undefined
    : {
        render: (context) =>
          Object.fromEntries(
            compiled.map(([field, template]): [string, Json] => [field, template.render(context)]),
          ),
      }
}

function jsonPatchIssues({ patch = [] }: Patch, pointer: string): Issue[] {
  const issues: Issue[] = []
  for (const [index, operation] of patch.entries()) {
    for (const field of ['path', 'from'] as const) {
      const value = field in operation ? Reflect.get(operation, field) : ''
      if (typeof value === 'string' && value !== '' && !value.startsWith('/')) {
        issues.push({
          pointer: `${pointer}/patch/${index}/${field}`,
          message: `"${value}" is not a JSON Pointer (RFC 6901): it must start with /`,
          suggestion: `did you mean "/${value
            .replace(/^\$?\.?/, '')
            .replaceAll(/[.[]/g, '/')
            .replaceAll(']', '')}"?`,
        })
      }
    }
  }
  return issues
}

function targetIssues({ target, update, remove }: Patch, pointer: string): Issue[] {
  const changes = [...(update === undefined ? [] : ['update']), ...(remove === true ? ['remove'] : [])]
  if (target === undefined) {
    const message = 'requires "target", the JSONPath of the values to change'
    const suggestion = '"target": "$.choices[*].message"'
    return changes.map((field) => ({ pointer: `${pointer}/${field}`, message, suggestion }))
  }
  if (changes.length !== 1) {
    const message = 'requires either "update" or "remove": true'
    return [{ pointer: `${pointer}/target`, message }]
  }
  const path = compilePath(target)
  return 'issue' in path ? [{ pointer: `${pointer}/target`, ...path.issue }] : []
}

/** Values with templates are checked when they are rendered. */
function headerIssues({ headers = {} }: Patch, pointer: string): Issue[] {
  return Object.entries(headers).flatMap(([name, value]) => {
    const message = headerProblem(name, value?.includes('{{') === true ? '' : value)
    return message === undefined ? [] : [{ pointer: `${pointer}/headers${formatPointer([name])}`, message }]
  })
}

function bodyFileIssues(file: string, pointer: string, files: BodyFiles): Issue[] {
  const found = files.read(file)
  if ('bytes' in found) {
    return []
  }
  const { issue: message, suggestion } = found
  return [{ pointer, message, ...(suggestion !== undefined && { suggestion }) }]
}

/** Stops at the given depth, so that no document exhausts the stack. */
function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) {
    return false
  }
  return levels === 0 || Object.values(value).some((member) => isDeeperThan(member, levels - 1))
}
