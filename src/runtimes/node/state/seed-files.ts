import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { load } from 'js-yaml'
import type { StateDocument } from '../../../state/document.ts'
import { toBase64 } from '../../../web/bytes/base64.ts'
import type { Json, JsonObject } from '../../../web/json/json.ts'
import { asJson, asObject, asString } from '../../../web/json/narrow.ts'

/** Extensions of seeds in order of precedence. */
const EXTENSIONS = ['.json', '.yaml', '.yml']

/**
 * Reads the initial objects of namespaces from the files `{namespace}.json` or `.yaml` of a folder. An item
 * `{"$file": "handbook.md"}` gets the content of that file in the folder.
 *
 * @param folder need not exist
 * @returns a function that reads the seed of a namespace; undefined if it has none
 * @throws {Error} from the function, if a file cannot be read or parsed
 */
export function seedFiles(folder: string): (namespace: string) => StateDocument | undefined {
  return (namespace) => {
    const file = EXTENSIONS.map((extension) => join(folder, namespace + extension)).find((path) =>
      existsSync(path),
    )
    if (file === undefined) {
      return undefined
    }
    const text = readFileSync(file, 'utf8')
    const document = asObject(
      withContents(asJson(file.endsWith('.json') ? JSON.parse(text) : load(text)) ?? null, folder),
    )
    if (document === undefined) {
      throw new Error(`${file} is not an object of collections, such as {"assistants": [...]}`)
    }
    return document
  }
}

function withContents(value: Json, folder: string): Json {
  if (Array.isArray(value)) {
    return value.map((item) => withContents(item, folder))
  }
  const object = asObject(value)
  if (object === undefined) {
    return value
  }
  const { $file: name, ...rest } = object
  const members = Object.entries(rest).map(([key, member]) => [key, withContents(member, folder)])
  const fileName = asString(name)
  const content: JsonObject =
    fileName === undefined ? {} : { base64: toBase64(new Uint8Array(readFileSync(join(folder, fileName)))) }
  return { ...Object.fromEntries(members), ...content }
}
