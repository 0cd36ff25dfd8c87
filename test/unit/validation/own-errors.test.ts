import { describe, expect, test } from 'vitest'
import { deepestErrors } from '../../../src/validation/own-errors.ts'

const at = (pointer: string, keyword: string) => ({ pointer, keyword })
const pointerOf = ({ pointer }: { pointer: string }) => pointer

describe('deepest errors', () => {
  test('errors about the most deeply nested value are kept', () => {
    const errors = [at('#/a', 'type'), at('#/a/b', 'enum'), at('#/a/b', 'type'), at('#/a', 'required')]
    expect(deepestErrors(errors, pointerOf)).toEqual([at('#/a/b', 'enum'), at('#/a/b', 'type')])
  })

  test('errors that report those of subschemas are dropped', () => {
    const errors = [at('#/a', 'anyOf'), at('#/a', '$ref'), at('#/a', 'type')]
    expect(deepestErrors(errors, pointerOf)).toEqual([at('#/a', 'type')])
  })

  test('a violated not is kept if it is the only error', () => {
    expect(deepestErrors([at('#/a', 'not')], pointerOf)).toEqual([at('#/a', 'not')])
  })
})
