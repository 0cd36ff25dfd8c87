import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { catalogue } from '../../../src/generated/catalogue.js'
import { SOCKET_ROUTES } from '../../../src/catalogue/socket-operations.ts'
import { rowsOf } from '../../../src/operations/operation.ts'
import { OPERATION_ROWS, operationRow } from '../../../src/operations/registry.ts'

/** The document's operation ids by method and path, from which the build from the SDK alone takes its ids. */
const { operations: documentIds }: { operations: Record<string, string> } = JSON.parse(
  readFileSync(new URL('../../../spec/document-annotations.json', import.meta.url), 'utf8'),
)

const ids = OPERATION_ROWS.map(({ id }) => id)

describe('operation rows', () => {
  test('every row names an operation of the document, of the SDK or of a WebSocket', () => {
    const routes = [...catalogue.routes, ...SOCKET_ROUTES]
    const known = new Set([...routes.map(({ id }) => id), ...Object.values(documentIds)])
    expect(ids.filter((id) => !known.has(id))).toEqual([])
  })

  test('no operation has two rows', () => {
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([])
  })

  test('no row is empty', () => {
    const isEmpty = ({ id: _, ...behavior }: object & { id: string }) => Object.keys(behavior).length === 0
    expect(OPERATION_ROWS.filter(isEmpty)).toEqual([])
  })

  test('an operation of the beta API behaves like its twin', () => {
    const twins = ids.filter((id) => id.startsWith('beta_'))
    expect(twins).not.toEqual([])
    for (const id of twins) {
      const original = operationRow(id.replace('beta_', ''))
      expect({ ...operationRow(id), id: original?.id }).toEqual(original)
    }
  })

  test('a row with an error event has a stream', () => {
    const withErrorEvent = OPERATION_ROWS.filter(({ errorEvents }) => errorEvents !== undefined)
    expect(withErrorEvent.filter(({ stream }) => stream === undefined)).toEqual([])
  })

  test('rowsOf returns one row per id with the same behavior', () => {
    expect(rowsOf(['a', 'b'], { supportsReply: true })).toEqual([
      { id: 'a', supportsReply: true },
      { id: 'b', supportsReply: true },
    ])
  })

  test('operationRow returns undefined for an operation with nothing special', () => {
    expect(operationRow('listAssistants')).toBeUndefined()
  })
})
