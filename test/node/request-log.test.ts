import { describe, expect, test } from 'vitest'
import { logFormatOf, requestLog } from '../../src/node/request-log.ts'

const url = 'http://mock.test/v1/models?key=secret'
const headers = { 'x-mock-operation': 'listModels', 'x-mock-patches': 'slow', 'x-mock-warning': 'no KV' }

/** @returns the lines that one request leaves */
function linesOf(status: number, format: 'json' | 'pretty' | 'off'): string[] {
  const lines: string[] = []
  const log = requestLog((line) => lines.push(line), format)
  log?.({ request: new Request(url), status, headers, milliseconds: 1.234 })
  return lines
}

describe('the log of requests', () => {
  test('is JSON with what is known of the answer', () => {
    const [line = ''] = linesOf(200, 'json')
    expect(JSON.parse(line)).toEqual({
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      level: 'info',
      method: 'GET',
      path: '/v1/models',
      status: 200,
      ms: 1.2,
      operation: 'listModels',
      patches: 'slow',
      warning: 'no KV',
    })
  })

  test.each([
    [200, 'info'],
    [404, 'warn'],
    [503, 'error'],
  ])('gives %i the level %s', (status, level) => {
    const [line = ''] = linesOf(status, 'json')
    expect(JSON.parse(line)).toMatchObject({ level })
  })

  test('is a line for people on a terminal', () => {
    const [line = ''] = linesOf(404, 'pretty')
    expect(line).toMatch(
      /^\d\d:\d\d:\d\d {2}\S+404\S+ {2}GET {2}\/v1\/models {2}[\d.]+ ms {2}listModels {2}patched by slow {2}warning: no KV$/,
    )
  })

  test('is empty when it is off', () => {
    expect(linesOf(200, 'off')).toEqual([])
  })

  test.each([
    [undefined, true, 'pretty'],
    [undefined, false, 'json'],
    ['', false, 'json'],
    ['off', true, 'off'],
    ['json', true, 'json'],
    ['verbose', true, undefined],
  ])('with LOG=%s and a terminal: %s is %s', (variable, isTerminal, format) => {
    expect(logFormatOf(variable, isTerminal)).toBe(format)
  })
})
