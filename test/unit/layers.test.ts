import { describe, expect, test } from 'vitest'
import {
  crowdedFolders,
  importCircles,
  importGraph,
  layerProblems,
  readImportGraph,
} from '../support/import-graph.ts'
import { LAYERS, MAX_FILES_IN_FOLDER } from '../support/layers.ts'

describe('layers of the sources', () => {
  const graph = readImportGraph()

  test('every import of the sources points to a lower layer', () => {
    expect(layerProblems(graph, LAYERS)).toEqual([])
  })

  test('no files of the sources import each other in a circle', () => {
    expect(importCircles(graph)).toEqual([])
  })

  test('no folder of the sources is too full', () => {
    expect(crowdedFolders(graph, MAX_FILES_IN_FOLDER)).toEqual([])
  })

  test('the import graph of the sources is complete', () => {
    expect(graph.get('src/pipeline/handle.ts')).toContain('src/request/call.ts')
    expect(graph.size).toBeGreaterThan(300)
  })
})

describe('the check of layers', () => {
  const layers = [['src/app.ts'], ['src/one', 'src/two'], ['src/web']]
  const problemsOf = (sources: Record<string, string>) =>
    layerProblems(importGraph(new Map(Object.entries({ ...VALID, ...sources }))), layers)

  const VALID = {
    'src/app.ts': "import { one } from './one/one.ts'",
    'src/one/one.ts': "import { part } from './part.ts'\nimport { web } from '../web/web.ts'",
    'src/one/part.ts': '',
    'src/two/two.ts': "// import { one } from '../one/one.ts'",
    'src/web/web.ts': '',
  }

  test('the check of layers accepts imports that point down', () => {
    expect(problemsOf({})).toEqual([])
  })

  test.each([
    ['a value', "import { one } from '../one/one.ts'"],
    ['a type', "import type { One } from '../one/one.ts'"],
    ['a re-export', "export { one } from '../one/one.ts'"],
    ['a dynamic import', "const { one } = await import('../one/one.ts')"],
    ['an import type', "type One = import('../one/one.ts').One"],
  ])('the check of layers rejects %s from a higher layer', (_, text) => {
    const problem = 'src/web/web.ts imports src/one/one.ts, which is not in a lower layer'
    expect(problemsOf({ 'src/web/web.ts': text })).toEqual([problem])
  })

  test('the check of layers rejects an import of another folder in the same row', () => {
    expect(problemsOf({ 'src/two/two.ts': "import { one } from '../one/one.ts'" })).toEqual([
      'src/two/two.ts imports src/one/one.ts, which is not in a lower layer',
    ])
  })

  test('the check of layers rejects a folder without a layer and a layer without files', () => {
    expect(layerProblems(importGraph(new Map([['src/three/three.ts', '']])), [['src/web']])).toEqual([
      'src/three/three.ts has no layer',
      'src/web has a layer, but no files',
    ])
  })

  test('the check of circles reports the files of a circle', () => {
    const circle = {
      'a.ts': "import './b.ts'",
      'b.ts': "import type { C } from './c.ts'",
      'c.ts': "import './a.ts'",
    }
    expect(importCircles(importGraph(new Map(Object.entries(circle))))).toEqual([
      'a.ts -> b.ts -> c.ts -> a.ts',
    ])
  })

  test('the check of folders counts the files of each folder', () => {
    const files = new Map(['src/web/a.ts', 'src/web/b.ts', 'src/web/json/c.ts'].map((file) => [file, '']))
    expect(crowdedFolders(importGraph(files), 1)).toEqual(['src/web has 2 files, at most 1 are allowed'])
    expect(crowdedFolders(importGraph(files), 2)).toEqual([])
  })
})
