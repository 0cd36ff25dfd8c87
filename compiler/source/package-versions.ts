import { isRecord } from '../../src/web/json/is-record.ts'

/**
 * Lists the locked versions of packages and of everything that they depend on. A lock file changes with every package of
 * the project, and only these can change the catalogue.
 *
 * @param lock content of `package-lock.json`
 * @param names packages that the compiler imports
 * @returns one line for each locked copy, sorted: path, version and integrity
 */
export function lockedVersions(lock: string, names: readonly string[]): string[] {
  const { packages } = parsedLock(lock)
  const copies = Object.entries(packages).map(([path, entry]) => ({
    path,
    name: path.slice(path.lastIndexOf(FOLDER) + FOLDER.length),
    entry,
  }))
  const needed = new Set(names)
  // Copies of one name in several versions all count, which is simpler than resolving folders.
  for (const name of needed) {
    for (const { entry } of copies.filter((copy) => copy.name === name)) {
      for (const dependencies of [entry['dependencies'], entry['peerDependencies']]) {
        Object.keys(isRecord(dependencies) ? dependencies : {}).forEach((dependency) =>
          needed.add(dependency),
        )
      }
    }
  }
  return copies
    .filter(({ name }) => needed.has(name))
    .map(({ path, entry }) => `${path} ${String(entry['version'])} ${String(entry['integrity'])}`)
    .toSorted()
}

const FOLDER = 'node_modules/'

function parsedLock(text: string): { packages: Record<string, Record<string, unknown>> } {
  const lock: unknown = JSON.parse(text)
  const packages = isRecord(lock) && isRecord(lock['packages']) ? lock['packages'] : {}
  return {
    packages: Object.fromEntries(
      Object.entries(packages).flatMap(([path, entry]) => (isRecord(entry) ? [[path, entry]] : [])),
    ),
  }
}
