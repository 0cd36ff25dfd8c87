import { checkFault } from '../faults/check.ts'
import type { Delivery } from '../faults/delivery.ts'
import { isRecord } from '../json/is-record.ts'
import type { Json } from '../json/json.ts'
import { jsonIn } from '../json/read-json.ts'
import { type BodyFiles, fileNameIn } from './body-file.ts'
import { pointerTo } from '../openai/places.ts'
import type { Patch } from './document.ts'
import type { DocumentFault } from './document-fault.ts'
import { headerFault } from './header.ts'
import { compilePath } from './json-path.ts'
import { patchFaults } from './shape-faults.ts'
import { compileTemplate, type Template } from './template.ts'
import { type CompiledWhen, compileWhen } from './when.ts'

/** Deeper than any answer of the API. */
const DEEPEST_PATCH = 200

/** A patch, ready to be used. */
export interface NamedPatch {
  /** How answers name it. */
  name: string
  /** As it was written, without a body that is in a file. */
  patch: Patch
  /** What a request must be like; any request when left out. */
  when?: CompiledWhen
  /** Makes the fields that hold templates, each whole; left out where there are none. */
  template?: Template
  /** Name of the file that the body is in. */
  file?: string
}

/** What a patch is compiled with. */
export interface PatchReading {
  /** JSON Pointer of the patch, for what is wrong with it. */
  pointer: string
  /** What to call it when it has no name. */
  name: string
  /** What the runtime can do to connections, to find faults that it cannot bring about. */
  delivery: Pick<Delivery, 'breakages'>
  /** Where bodies may come from. */
  files: BodyFiles
}

/**
 * @param value a {@link Patch}, if it is right
 * @param reading where it stands
 * @returns the patch, ready to be used, or everything that is wrong with it
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

/** These say something together only. */
const TARGET_FIELDS = ['target', 'update', 'remove']

/** What else is wrong with a patch, in the fields that are of the right kind, so that all is said at once. */
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

/** Fields whose texts may hold templates. */
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
          message: `"${value}" is no JSON Pointer (RFC 6901), which begins with /`,
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
    const message = 'has no "target" that says where'
    const suggestion = '"target": "$.choices[*].message"'
    return changes.map((field) => ({ pointer: `${pointer}/${field}`, message, suggestion }))
  }
  if (changes.length !== 1) {
    const message = 'needs one of "update" and "remove": true beside it'
    return [{ pointer: `${pointer}/target`, message }]
  }
  const path = compilePath(target)
  return 'fault' in path ? [{ pointer: `${pointer}/target`, ...path.fault }] : []
}

/** What a template makes of a value is known only when there is a request. */
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

/** Looks no deeper than it has to, so that no document can exhaust the stack. */
function isDeeperThan(value: unknown, levels: number): boolean {
  if (typeof value !== 'object' || value === null) {
    return false
  }
  return levels === 0 || Object.values(value).some((member) => isDeeperThan(member, levels - 1))
}
