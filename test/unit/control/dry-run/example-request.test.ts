import { describe, expect, test } from 'vitest'
import { openCatalogue } from '../../../../src/catalogue/catalogue.ts'
import { exampleRequest } from '../../../../src/control/dry-run/example-request.ts'
import { catalogue } from '../../../../src/generated/catalogue.js'
import { requestValidators } from '../../../../src/generated/request-validators.js'
import { OPERATION_ROWS } from '../../../../src/operations/registry.ts'

const opened = openCatalogue(catalogue)
/** The document's example of its member `item_schema` is JSON text instead of an object; the transform ignores it. */
const INVALID_EXAMPLE = 'createEval'

const withBodies = OPERATION_ROWS.map(({ id }) => id).filter(
  (id) => requestValidators[id]?.body !== undefined && id !== INVALID_EXAMPLE,
)

describe('example requests of dry runs', () => {
  // Transforms read bodies by the types of valid ones.
  test.each(withBodies)('the example body of %s is valid', async (id) => {
    const { body: json, form } = requestValidators[id] ?? {}
    const body: unknown = await exampleRequest(opened.operation(id)).json()
    expect(json?.(body) === true || form?.(body) === true, JSON.stringify(body)).toBe(true)
  })
})
