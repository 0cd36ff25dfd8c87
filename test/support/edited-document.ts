import { readFileSync } from 'node:fs'
import { resolve } from 'node:path'
import type { OpenApiDocument, Schema } from '../../compiler/document/document.ts'
import { type Baseline, recompile, type RecompiledDocument } from '../../compiler/recompile.ts'
import { createApp } from '../../src/app.ts'
import { catalogue } from '../../src/generated/catalogue.js'
import { requestValidators as validators } from '../../src/generated/request-validators.js'
import { memoryPatches } from '../../src/patches/sources/memory.ts'
import type { JsonObject } from '../../src/web/json/json.ts'
import { servedDocument } from './document.ts'

const generated = resolve(import.meta.dirname, '../../src/generated')
/** The baseline of the build, against which edits are recompiled. */
export const baseline = JSON.parse(readFileSync(resolve(generated, 'baseline.json'), 'utf8')) as Baseline
/** The served document before edits. */
export const original = servedDocument()

/** Recompiles the document after an edit, as a container does at start-up. */
export async function recompileAfter(edit: (document: OpenApiDocument) => void): Promise<RecompiledDocument> {
  const document = structuredClone(original)
  edit(document)
  const text = JSON.stringify(document)
  const acquired = { text, sha256: 'edited', origin: 'edited.yaml', pinned: false }
  return recompile(acquired, { catalogue, validators, baseline })
}

/** Recompiles the document after an edit and sends one request. */
export async function sendRequest(
  edit: (document: OpenApiDocument) => void,
  [method, path, body]: [method: string, path: string, body?: JsonObject],
): Promise<{ status: number; body: unknown }> {
  const app = createApp({
    document: await recompileAfter(edit),
    patches: (context) => memoryPatches({ patches: [] }, context),
  })
  const headers = { authorization: 'Bearer sk-test', 'content-type': 'application/json' }
  const response = await app.request(path, { method, headers, ...(body && { body: JSON.stringify(body) }) })
  return { status: response.status, body: await response.json() }
}

/** @returns a component schema */
export function schemaOf(document: OpenApiDocument, name: string): Schema {
  const schema = document.components?.schemas?.[name]
  if (schema === undefined) {
    throw new Error(`the document has no schema ${name}`)
  }
  return schema
}

/** @returns the schema of a property of a component schema */
export function propertyOf(document: OpenApiDocument, name: string, property: string): Schema {
  const schema = schemaOf(document, name).properties?.[property]
  if (schema === undefined) {
    throw new Error(`${name} has no property ${property}`)
  }
  return schema
}
