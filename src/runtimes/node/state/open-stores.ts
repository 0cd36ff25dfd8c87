import { join } from 'node:path'
import { limitsOf, type Settings } from '../../../settings.ts'
import { fileEngine } from './file-engine.ts'
import { lockFolder } from './folder-lock.ts'
import { namespaceStores, type NamespaceStores } from './namespace-stores.ts'

/** Options of {@link openStores}. */
export interface OpenStoresOptions {
  settings: Partial<Settings>
  /** Folder of the databases. In memory by default. */
  folder?: string | undefined
  /** Called when the objects of an idle namespace in memory are dropped. */
  onDrop?: ((namespace: string) => void) | undefined
}

/**
 * Opens the stores of a process.
 *
 * @throws {Error} if another process uses the folder
 */
export function openStores({ settings, folder, onDrop }: OpenStoresOptions): NamespaceStores {
  const unlock = folder === undefined ? undefined : lockFolder(folder)
  const stores = namespaceStores({
    limits: limitsOf(settings),
    durable:
      folder === undefined
        ? undefined
        : (namespace) => fileEngine(join(folder, `${fileName(namespace)}.sqlite`)),
    ...(onDrop && { onDrop }),
  })
  return {
    ...stores,
    close: () => {
      stores.close()
      unlock?.()
    },
  }
}

/** Namespaces that differ in case only are different, also on file systems that ignore case. */
function fileName(namespace: string): string {
  return namespace.replaceAll(/[A-Z]/g, (letter) => `%${letter.toLowerCase()}`)
}
