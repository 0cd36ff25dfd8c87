import type { Plugin } from 'esbuild'
import { bundleModule } from './module-bundle.ts'

/** Validators that one AJV instance compiled. */
export interface ValidatorPart {
  /** An ES module, as AJV's standalone mode makes it. */
  code: string
  /** Operation id, then slot, then the module's export. */
  index: Record<string, Record<string, string>>
}

/**
 * Makes one self-contained, minified ES module of compiled validators and the few functions that AJV's code calls.
 *
 * @param exportName what the module exports: an object of operation ids, slots and validators
 * @param parts each from an AJV instance of its own
 */
export async function bundleValidators(exportName: string, parts: ValidatorPart[]): Promise<string> {
  const table = new Map<string, string[]>()
  for (const [part, { index }] of parts.entries()) {
    for (const [id, slots] of Object.entries(index)) {
      const entries = Object.entries(slots).map(
        ([slot, name]) => `${JSON.stringify(slot)}:part${part}.${name}`,
      )
      table.set(id, [...(table.get(id) ?? []), ...entries])
    }
  }
  const rows = [...table].map(([id, entries]) => `${JSON.stringify(id)}:{${entries.join()}}`)
  const imports = parts.map((_, part) => `import * as part${part} from 'part:${part}'`)
  const source = `${imports.join('\n')}\nexport const ${exportName} = {${rows.join(',\n')}};`
  return bundleModule(source, provide(parts.map(({ code }) => slim(code))))
}

function provide(modules: string[]): Plugin {
  return {
    name: 'parts',
    setup(bundle) {
      bundle.onResolve({ filter: /^part:/ }, ({ path }) => ({ path, namespace: 'part' }))
      bundle.onLoad({ filter: /.*/, namespace: 'part' }, ({ path }) => ({
        contents: modules[Number(path.slice('part:'.length))] ?? '',
        resolveDir: import.meta.dirname,
      }))
    },
  }
}

/**
 * AJV's code carries every schema whole, for the sake of the few lists of allowed values that it looks up in them, and
 * in every error a path that nobody reads. Taking those lists out lets the bundler drop the schemas: a third of the
 * code, and most of what loading it costs.
 */
function slim(code: string): string {
  const schemas = new Map<string, unknown>()
  for (const [, name = '', text = ''] of code.matchAll(/^const (schema\d+) = (\{.*\});$/gm)) {
    schemas.set(name, JSON.parse(text))
  }
  const constants = new Map<string, string>()
  const body = code
    .replaceAll(/schemaPath:"(?:[^"\\]|\\.)*",/g, '')
    .replaceAll(
      /\b(schema\d+)((?:\.[A-Za-z_$][\w$]*|\[(?:"(?:[^"\\]|\\.)*"|\d+)\])+)/g,
      (whole, name, path) => {
        const value = lookUp(schemas.get(String(name)), String(path))
        if (value === undefined) {
          return whole
        }
        const text = JSON.stringify(value)
        const constant = constants.get(text) ?? `allowed${constants.size}`
        constants.set(text, constant)
        return constant
      },
    )
  const declarations = [...constants].map(([text, name]) => `const ${name} = ${text};`)
  return `${declarations.join('\n')}\n${body}`
}

/** @param path a chain of JavaScript property accesses: `.properties["a b"].enum[0]` */
function lookUp(schema: unknown, path: string): unknown {
  const keys = [...path.matchAll(/\.([A-Za-z_$][\w$]*)|\[("(?:[^"\\]|\\.)*"|\d+)\]/g)]
  return keys.reduce<unknown>((value, [, name, index]) => {
    const key = name ?? String(JSON.parse(index ?? '""'))
    return typeof value === 'object' && value !== null ? Reflect.get(value, key) : undefined
  }, schema)
}
