import { describe, expect, test } from 'vitest'
import { parseLogFormat, requestLog } from '../../../src/telemetry/request-log.ts'

const url = 'http://mock.test/v1/models?key=secret'
const headers = { 'x-mock-operation': 'listModels', 'x-mock-patches': 'slow', 'x-mock-warning': 'no KV' }

/** @returns the log lines of one request */
function logLines(status: number, format: 'json' | 'pretty' | 'off'): string[] {
  const lines: string[] = []
  const log = requestLog((line) => lines.push(line), format)
  log?.({ request: new Request(url), status, headers, milliseconds: 1.234 })
  return lines
}

describe('request log', () => {
  test('a JSON log line describes the request and its response', () => {
    const [line = ''] = logLines(200, 'json')
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

  test('a log line has the explanation that the request asked for', () => {
    const lines: string[] = []
    const explained = { ...headers, 'x-mock-explanation': '{"patches":[]}' }
    requestLog(
      (line) => lines.push(line),
      'json',
    )?.({
      request: new Request(url),
      status: 200,
      headers: explained,
      milliseconds: 1,
    })
    expect(JSON.parse(lines[0] ?? '')).toMatchObject({ explanation: '{"patches":[]}' })
  })

  test.each([
    [200, 'info'],
    [404, 'warn'],
    [503, 'error'],
  ])('a response with status %i is logged at level %s', (status, level) => {
    const [line = ''] = logLines(status, 'json')
    expect(JSON.parse(line)).toMatchObject({ level })
  })

  test('LOG=pretty logs one readable line per request', () => {
    const [line = ''] = logLines(404, 'pretty')
    expect(line).toMatch(
      /^\d\d:\d\d:\d\d {2}\S+404\S+ {2}GET {2}\/v1\/models {2}[\d.]+ ms {2}listModels {2}patched by slow {2}warning: no KV$/,
    )
  })

  test('LOG=off logs nothing', () => {
    expect(logLines(200, 'off')).toEqual([])
  })

  test.each([
    [undefined, true, 'pretty'],
    [undefined, false, 'json'],
    ['', false, 'json'],
    ['off', true, 'off'],
    ['json', true, 'json'],
    ['verbose', true, undefined],
  ])('LOG=%s with isTTY=%s resolves to the format %s', (variable, isTerminal, format) => {
    expect(parseLogFormat(variable, isTerminal)).toBe(format)
  })
})
