import { describe, expect, test } from 'vitest'
import { operationIdOf, operationsOf } from '../../../../compiler/document/document.ts'
import { readLock } from '../../../../compiler/source/lock.ts'
import { catalogue } from '../../../../src/generated/catalogue.js'
import { requestValidators } from '../../../../src/generated/request-validators.js'
import { correctedDocument } from '../../../support/document.ts'

describe('catalogue', () => {
  test('the catalogue contains every operation of the document exactly once', () => {
    const ids = operationsOf(correctedDocument()).map(operationIdOf)
    expect(catalogue.routes.map(({ id }) => id)).toEqual(ids)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test.skipIf(!catalogue.document.pinned)('the catalogue names its source document', () => {
    const { sha256: pinned, repository, commit } = readLock()
    expect(catalogue.document).toMatchObject({ sha256: pinned, source: `${repository}@${commit}` })
  })

  test('the catalogue separates the six beta operations from those on the same path', () => {
    const twins = catalogue.routes.filter(({ query }) => query?.['beta'] === 'true')
    expect(new Set(twins.map(({ path }) => path)).size).toBe(6)
    expect(catalogue.basePaths).toEqual(['/v1'])
  })

  test('the catalogue has a validator for every JSON body and every form', () => {
    const slots = Object.values(requestValidators).flatMap((validators) => Object.keys(validators))
    const contents = operationsOf(correctedDocument()).map(({ operation }) =>
      Object.keys(operation.requestBody?.content ?? {}),
    )
    const taking = (mediaType: string) => contents.filter((names) => names.includes(mediaType)).length
    expect(slots.filter((slot) => slot === 'body')).toHaveLength(taking('application/json'))
    expect(slots.filter((slot) => slot === 'form')).toHaveLength(taking('multipart/form-data'))
  })

  test('the catalogue describes nine error responses for every operation', () => {
    for (const text of catalogue.operations) {
      const { responses }: { responses: number[] } = JSON.parse(text)
      const codes = responses.map((index) => {
        const { code }: { code: string } = JSON.parse(catalogue.responses[index] ?? '')
        return code
      })
      expect(codes).toEqual(
        expect.arrayContaining(['400', '401', '403', '404', '409', '422', '429', '500', '503']),
      )
    }
  })
})
