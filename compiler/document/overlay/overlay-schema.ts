import { Ajv, type ErrorObject } from 'ajv'
import { formatPointer } from '../../../src/web/json/pointer.ts'
import { isSchema, type Json } from '../document.ts'

/** One action of an overlay (OpenAPI Overlay 1.0.0, section 4.4.3, Action Object). */
export interface OverlayAction {
  /** JSONPath (RFC 9535) of the nodes to change. */
  target: string
  description?: string
  /** Merged into each selected object, appended to each selected array. */
  update?: Json
  /** Removes the selected nodes. */
  remove?: boolean
}

const EXTENSIONS = { patternProperties: { '^x-': {} }, additionalProperties: false }

/** The JSON Schema of an overlay (OpenAPI Overlay 1.0.0, section 4.4). */
const OVERLAY_SCHEMA = {
  $id: 'overlay',
  type: 'object',
  required: ['overlay', 'info', 'actions'],
  properties: {
    overlay: { type: 'string', pattern: String.raw`^1\.0\.\d+$` },
    info: {
      type: 'object',
      required: ['title', 'version'],
      properties: { title: { type: 'string' }, version: { type: 'string' } },
      ...EXTENSIONS,
    },
    extends: { type: 'string' },
    actions: { type: 'array', minItems: 1, items: { $ref: '#/definitions/action' } },
  },
  ...EXTENSIONS,
  definitions: {
    action: {
      type: 'object',
      required: ['target'],
      properties: {
        target: { type: 'string' },
        description: { type: 'string' },
        update: {},
        remove: { type: 'boolean' },
      },
      anyOf: [{ required: ['update'] }, { required: ['remove'], properties: { remove: { const: true } } }],
      ...EXTENSIONS,
    },
  },
}

const ajv = new Ajv({ strict: false, allErrors: true, verbose: true }).addSchema(OVERLAY_SCHEMA)

/** An issue of an overlay, at a JSON Pointer into it. */
export interface OverlayIssue {
  pointer: string
  message: string
}

/** @returns all issues of an overlay; an issue of an action does not hide those of the others */
export function overlayIssues(overlay: Json): OverlayIssue[] {
  ajv.validate('overlay', overlay)
  return (ajv.errors ?? []).filter(({ schemaPath }) => !schemaPath.includes('/anyOf/')).map(toIssue)
}

/** @returns true for a valid action of an overlay */
export function isOverlayAction(action: unknown): action is OverlayAction {
  return ajv.validate('overlay#/definitions/action', action)
}

function toIssue({
  keyword,
  instancePath,
  message = keyword,
  params,
  parentSchema,
}: ErrorObject): OverlayIssue {
  if (keyword === 'additionalProperties') {
    const names = isSchema(parentSchema) ? Object.keys(parentSchema.properties ?? {}) : []
    return {
      pointer: instancePath + formatPointer([String(params['additionalProperty'])]),
      message: `unknown field; expected one of ${names.join(', ')}`,
    }
  }
  return {
    pointer: instancePath,
    message: keyword === 'anyOf' ? 'must have an "update" or "remove: true"' : message,
  }
}
