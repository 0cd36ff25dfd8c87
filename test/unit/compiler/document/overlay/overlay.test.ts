import { describe, expect, test } from 'vitest'
import { Diagnostics } from '../../../../../compiler/diagnostics.ts'
import { type Json, type OpenApiDocument, parseYaml } from '../../../../../compiler/document/document.ts'
import { applyOverlay } from '../../../../../compiler/document/overlay/overlay.ts'

const document: OpenApiDocument = {
  openapi: '3.1.0',
  info: { title: 'T', version: '1' },
  paths: {
    '/a': { get: { operationId: 'a', responses: { 200: { description: 'fine' } } } },
    '/b': { get: { operationId: 'b', responses: { 400: { description: 'own' } } } },
  },
}

function apply(actions: Json, overlay: Record<string, Json> = {}) {
  const diagnostics = new Diagnostics()
  const changed = applyOverlay(
    document,
    { overlay: '1.0.0', info: { title: 'O', version: '1' }, actions, ...overlay },
    { diagnostics, unmatched: 'warning' },
  )
  return { changed, diagnostics, messages: diagnostics.entries.map(({ message }) => message) }
}

describe('overlay', () => {
  test('an overlay update is merged into every node that its target selects', () => {
    const { changed } = apply([
      { target: "$.paths.*[?!@.responses['400']].responses", update: { 400: { description: 'ours' } } },
    ])
    expect(changed.paths['/a']?.['get']?.responses).toEqual({
      200: { description: 'fine' },
      400: { description: 'ours' },
    })
    expect(changed.paths['/b']?.['get']?.responses).toEqual({ 400: { description: 'own' } })
  })

  test('an overlay remove deletes every node that its target selects', () => {
    const { changed } = apply([{ target: "$.paths['/a']", remove: true }])
    expect(Object.keys(changed.paths)).toEqual(['/b'])
  })

  test('applying an overlay does not mutate the document', () => {
    apply([{ target: '$.paths', remove: true }])
    expect(Object.keys(document.paths)).toEqual(['/a', '/b'])
  })

  test('an overlay updates nodes that share a YAML alias independently', () => {
    const overlay = parseYaml(
      [
        'overlay: 1.0.0',
        'info: { title: O, version: "1" }',
        'actions:',
        '  - target: $.info',
        '    update: { one: &x { y: {} }, two: *x }',
        '  - target: $.info.one.y',
        '    update: { only: one }',
      ].join('\n'),
      'overlay',
    )
    const changed = applyOverlay(document, overlay, {
      diagnostics: new Diagnostics(),
      unmatched: 'warning',
    })
    expect(changed.info).toMatchObject({ one: { y: { only: 'one' } }, two: { y: {} } })
    expect(changed.info).not.toMatchObject({ two: { y: { only: 'one' } } })
  })

  test('an overlay action whose target selects nothing is reported as a warning', () => {
    const { diagnostics } = apply([{ target: "$.paths['/gone']", remove: true }])
    expect(diagnostics.entries).toEqual([
      {
        severity: 'warning',
        stage: 'overlay',
        pointer: '/actions/0',
        message: "target $.paths['/gone'] selects nothing in this document",
      },
    ])
  })

  test('all issues of an overlay are reported at once', () => {
    const { diagnostics } = apply(
      [
        { update: {} },
        { target: '$.info' },
        { target: '$[', remove: true },
        { target: '$.info', remvoe: true },
      ],
      { overlay: '2.0.0', extra: 1 },
    )
    expect(() => diagnostics.throwIfErrors()).toThrow(/cannot compile the document/)
    expect(diagnostics.entries.map(({ pointer }) => pointer)).toEqual([
      '/extra',
      '/overlay',
      '/actions/0',
      '/actions/1',
      '/actions/3',
      '/actions/3/remvoe',
      '/actions/2',
    ])
    expect(diagnostics.entries.map(({ message }) => message)).toEqual([
      'unknown field; expected one of overlay, info, extends, actions',
      String.raw`must match pattern "^1\.0\.\d+$"`,
      "must have required property 'target'",
      'must have an "update" or "remove: true"',
      'must have an "update" or "remove: true"',
      'unknown field; expected one of target, description, update, remove',
      expect.stringMatching(/^target \$\[: /),
    ])
  })
})
