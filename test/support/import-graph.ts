import { globSync, readFileSync } from 'node:fs'
import { dirname, join, resolve } from 'node:path'
import ts from 'ts-compiler-api'

/** The files of a project and the files that each imports, by path. */
export type ImportGraph = ReadonlyMap<string, readonly string[]>

const project = resolve(import.meta.dirname, '../..')

/** @returns the imports between the project's sources, including types; generated modules are left out */
export function readImportGraph(): ImportGraph {
  const files = globSync('{src,compiler,docker}/**/*.ts', { cwd: project, exclude: ['src/generated/**'] })
  return importGraph(new Map(files.map((file) => [file, readFileSync(join(project, file), 'utf8')])))
}

/** @param sources the text of each file, by path */
export function importGraph(sources: ReadonlyMap<string, string>): ImportGraph {
  return new Map(
    [...sources].map(([file, text]) => {
      const { importedFiles } = ts.preProcessFile(text, true, true)
      const targets = importedFiles.map(({ fileName }) => join(dirname(file), fileName))
      return [file, targets.filter((target) => sources.has(target))]
    }),
  )
}

/**
 * @param layers folders and files, from top to bottom
 * @returns a sentence for each file without a layer, each entry without a file, and each import that does not point down
 */
export function layerProblems(graph: ImportGraph, layers: readonly (readonly string[])[]): string[] {
  const ranks = new Map(layers.flatMap((row, rank) => row.map((entry) => [entry, rank] as const)))
  const entryOf = (file: string) =>
    [...ranks.keys()].find((entry) => file === entry || file.startsWith(`${entry}/`))
  const files = [...graph.keys()]
  return [
    ...files.filter((file) => entryOf(file) === undefined).map((file) => `${file} has no layer`),
    ...[...ranks.keys()]
      .filter((entry) => !files.some((file) => entryOf(file) === entry))
      .map((entry) => `${entry} has a layer, but no files`),
    ...[...graph].flatMap(([file, targets]) =>
      targets
        .filter((target) => {
          const [from, to] = [entryOf(file), entryOf(target)]
          const isSameFolder = from === to
          return !isSameFolder && (ranks.get(from ?? '') ?? 0) >= (ranks.get(to ?? '') ?? 0)
        })
        .map((target) => `${file} imports ${target}, which is not in a lower layer`),
    ),
  ]
}

/** @returns the import circles between files, each as a path that ends where it starts */
export function importCircles(graph: ImportGraph): string[] {
  const finished = new Set<string>()
  const circles: string[] = []
  const visit = (file: string, path: readonly string[]): void => {
    if (path.includes(file)) {
      circles.push([...path.slice(path.indexOf(file)), file].join(' -> '))
    } else if (!finished.has(file)) {
      for (const target of graph.get(file) ?? []) {
        visit(target, [...path, file])
      }
      finished.add(file)
    }
  }
  for (const file of graph.keys()) {
    visit(file, [])
  }
  return circles
}

/** @returns a sentence for each folder with more files than the limit */
export function crowdedFolders(graph: ImportGraph, limit: number): string[] {
  const folders = Map.groupBy(graph.keys(), (file) => dirname(file))
  return [...folders]
    .filter(([, files]) => files.length > limit)
    .map(([folder, files]) => `${folder} has ${files.length} files, at most ${limit} are allowed`)
}
