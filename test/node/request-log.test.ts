import { describe, expect, test } from 'vitest'
import { logFormatOf, logged } from '../../src/request-log.ts'

const url = 'http://mock.test/v1/models?key=secret'
const headers = { 'x-mock-operation': 'listModels', 'x-mock-patches': 'slow', 'x-mock-warning': 'no KV' }

/** @returns the lines that one request leaves */
async function linesOf(status: number, format: 'json' | 'pretty' | 'off'): Promise<string[]> {
  const lines: string[] = []
  const fetch = logged(
    () => new Response('', { status, headers }),
    (line) => lines.push(line),
    format,
  )
  await fetch(new Request(url))
  return lines
}

describe('the log of requests', () => {
  test('is JSON with what is known of the answer', async () => {
    const [line = ''] = await linesOf(200, 'json')
    expect(JSON.parse(line)).toEqual({
      time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
      level: 'info',
      method: 'GET',
      path: '/v1/models',
      status: 200,
      ms: expect.any(Number),
      operation: 'listModels',
      patches: 'slow',
      warning: 'no KV',
    })
  })

  test.each([
    [200, 'info'],
    [404, 'warn'],
    [503, 'error'],
  ])('gives %i the level %s', async (status, level) => {
    const [line = ''] = await linesOf(status, 'json')
    expect(JSON.parse(line)).toMatchObject({ level })
  })

  test('is a line for people on a terminal', async () => {
    const [line = ''] = await linesOf(404, 'pretty')
    expect(line).toMatch(
      /^\d\d:\d\d:\d\d {2}\S+404\S+ {2}GET {2}\/v1\/models {2}[\d.]+ ms {2}listModels {2}patched by slow {2}warning: no KV$/,
    )
  })

  test('is empty when it is off', async () => {
    expect(await linesOf(200, 'off')).toEqual([])
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
