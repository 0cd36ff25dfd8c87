import { checkFault } from '../../faults/check.ts'
import type { Delivery } from '../../web/http/connection.ts'
import { isRecord } from '../../web/json/is-record.ts'
import type { Json } from '../../web/json/json.ts'
import { jsonIn } from '../../web/json/narrow.ts'
import { type BodyFiles, fileNameIn } from './body-file.ts'
import { pointerTo } from '../../web/json/pointer.ts'
import type { Patch } from './types.ts'
import type { DocumentFault } from './issue.ts'
import { headerFault } from '../../web/http/header-check.ts'
import { compilePath } from '../../web/json/json-path.ts'
import { patchFaults } from './schema-issues.ts'
import { compileTemplate, type Template } from '../apply/template.ts'
import { type CompiledWhen, compileWhen } from '../match/when.ts'

/** Maximum nesting depth of a patch; no API response is this deep. */
const DEEPEST_PATCH = 200

/** A validated and compiled patch. */
export interface NamedPatch {
  /** Name reported in response headers. */
  name: string
  /** The patch as written, without a `$file` body. */
  patch: Patch
  /** Compiled `when`; matches every request if absent. */
  when?: CompiledWhen
  /** Renders the fields that contain templates; absent if there are none. */
  template?: Template
  /** Name of the body file. */
  file?: string
}

/** Context in which a patch is compiled. */
export interface PatchReading {
  /** JSON Pointer of the patch, prefixed to the pointers of its issues. */
  pointer: string
  /** Name of the patch if it declares none. */
  name: string
  /** Capabilities of the runtime, used to reject unsupported faults. */
  delivery: Pick<Delivery, 'breakages'>
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
  reading: PatchReading,
): NamedPatch | { faults: DocumentFault[] } {
  const { pointer, name, delivery, files } = reading
  if (isDeeperThan(value, DEEPEST_PATCH)) {
    return { faults: [{ pointer, message: `is nested deeper than ${DEEPEST_PATCH} levels` }] }
  }
  const shape = patchFaults(value, pointer)
  if ('faults' in shape) {
    return { faults: [...shape.faults, ...faultsOfOthers(value, shape.faults, reading)] }
  }
  const { body, ...rest } = shape.patch
  const file = fileNameIn(body)
  const patch: Patch = file === undefined ? shape.patch : rest
  const faults = [
    ...operationFaults(patch, pointer),
    ...targetFaults(patch, pointer),
    ...headerFaults(patch, pointer),
  ]
  if (file !== undefined) {
    faults.push(...fileFaults(file, `${pointer}/body/$file`, files))
  }
  if (patch.fault !== undefined) {
    const found = checkFault(patch.fault, delivery)
    faults.push(...found.map((fault) => ({ ...fault, pointer: `${pointer}/fault${fault.pointer}` })))
  }
  const conditions = jsonIn(patch.when)
  const when = conditions === undefined ? undefined : compileWhen(conditions, `${pointer}/when`, faults)
  const template = compileFields(patch, pointer, faults)
  return faults.length > 0
    ? { faults }
    : {
        name: patch.name ?? name,
        patch,
        ...(when && { when }),
        ...(template && { template }),
        ...(file !== undefined && { file }),
      }
}

/** Fields that are validated together. */
const TARGET_FIELDS = ['target', 'update', 'remove']

/** Returns the issues of fields that passed schema validation, so that all issues are reported at once. */
function faultsOfOthers(
  value: unknown,
  found: readonly DocumentFault[],
  reading: PatchReading,
): DocumentFault[] {
  const faulty = new Set(found.map(({ pointer }) => pointer.slice(reading.pointer.length).split('/')[1]))
  const fields = Object.entries(isRecord(value) ? value : {})
  const others = fields.filter(
    ([field]) =>
      !faulty.has(field) && !(TARGET_FIELDS.includes(field) && TARGET_FIELDS.some((one) => faulty.has(one))),
  )
  if (others.length === 0 || others.length === fields.length) {
    return []
  }
  const compiled = compilePatch(Object.fromEntries(others), reading)
  return 'faults' in compiled ? compiled.faults : []
}

/** Fields whose strings may contain templates. */
const TEMPLATED = ['reply', 'error', 'body', 'merge', 'patch', 'update', 'headers'] as const

function compileFields(patch: Patch, pointer: string, faults: DocumentFault[]): Template | undefined {
  const compiled = TEMPLATED.flatMap((field): [string, Template][] => {
    const value = jsonIn(patch[field])
    const template = value === undefined ? undefined : compileTemplate(value, `${pointer}/${field}`, faults)
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

function operationFaults({ patch = [] }: Patch, pointer: string): DocumentFault[] {
  const faults: DocumentFault[] = []
  for (const [index, operation] of patch.entries()) {
    for (const field of ['path', 'from'] as const) {
      const value = field in operation ? Reflect.get(operation, field) : ''
      if (typeof value === 'string' && value !== '' && !value.startsWith('/')) {
        faults.push({
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
  return faults
}

function targetFaults({ target, update, remove }: Patch, pointer: string): DocumentFault[] {
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
  return 'fault' in path ? [{ pointer: `${pointer}/target`, ...path.fault }] : []
}

/** Values with templates are checked when they are rendered. */
function headerFaults({ headers = {} }: Patch, pointer: string): DocumentFault[] {
  return Object.entries(headers).flatMap(([name, value]) => {
    const message = headerFault(name, value?.includes('{{') === true ? '' : value)
    return message === undefined ? [] : [{ pointer: `${pointer}/headers${pointerTo([name])}`, message }]
  })
}

function fileFaults(file: string, pointer: string, files: BodyFiles): DocumentFault[] {
  const found = files.read(file)
  if ('bytes' in found) {
    return []
  }
  const { fault: message, suggestion } = found
  return [{ pointer, message, ...(suggestion !== undefined && { suggestion }) }]
}

/** Stops at the given depth, so that no document exhausts the stack. */
function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) {
    return false
  }
  return levels === 0 || Object.values(value).some((member) => isDeeperThan(member, levels - 1))
}
