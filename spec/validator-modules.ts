import type { Plugin } from 'esbuild'
import { bundleModule } from './module-bundle.ts'
import { slim } from './slim-validators.ts'

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
