import { describe, expect, test } from 'vitest'
import { parseOpenApi } from '../../../../compiler/document/document.ts'

describe('parsing a document', () => {
  test('a syntax error is reported with line and column', () => {
    expect(() => parseOpenApi('openapi: 3.1.0\npaths: {\n', 'my.yaml')).toThrow(
      /^my\.yaml, line 3, column 1: /,
    )
  })

  test('a document that is not OpenAPI 3.0 to 3.2 is rejected', () => {
    expect(() => parseOpenApi('swagger: "2.0"', 'my.yaml')).toThrow(/the field "openapi" is missing/)
    expect(() => parseOpenApi('openapi: 4.0.0', 'my.yaml')).toThrow(/supported versions are 3\.0 to 3\.2/)
  })
})
