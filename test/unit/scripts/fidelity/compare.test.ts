import { describe, expect, test } from 'vitest'
import { compareMembers, compareStreams } from '../../../../scripts/fidelity/compare.ts'

describe('compareMembers', () => {
  test('equal names and types have no difference, whatever the values', () => {
    expect(
      compareMembers({ a: 1, b: [{ type: 'x', c: null }] }, { a: 2, b: [{ type: 'x', c: null }] }),
    ).toEqual([])
  })

  test('missing, added and differently typed members are reported with their path', () => {
    expect(compareMembers({ a: null, b: { c: 1 } }, { a: 'text', b: { d: true } })).toEqual([
      '.a: service null, mock string',
      '.b.c: the mock lacks it (number)',
      '.b.d: only the mock has it (boolean)',
    ])
  })

  test('lists are compared by the first item of each kind that both have', () => {
    const recorded = [
      { type: 'one', a: 1 },
      { type: 'two', b: 1 },
    ]
    expect(compareMembers(recorded, [{ type: 'two', c: 1 }])).toEqual([
      '[two].b: the mock lacks it (number)',
      '[two].c: only the mock has it (number)',
    ])
  })

  test('names that the caller chooses are not compared', () => {
    expect(compareMembers({ metadata: { mine: 'a' } }, { metadata: {} })).toEqual([])
  })
})

describe('compareStreams', () => {
  const stream = (...events: string[]) => events.map((data) => `data: ${data}\n\n`).join('')

  test('repeated events do not count, their first order does', () => {
    const recorded = stream('{"type":"a"}', '{"type":"b"}', '{"type":"b"}', '[DONE]')
    expect(compareStreams(recorded, stream('{"type":"a"}', '{"type":"b"}', '[DONE]'))).toEqual([])
    expect(compareStreams(recorded, stream('{"type":"b"}', '{"type":"a"}', '[DONE]'))).toEqual([
      'event order: service a b [DONE] | mock b a [DONE]',
    ])
  })

  test('members of the first event of each name are compared', () => {
    expect(compareStreams(stream('{"type":"a","x":1}'), stream('{"type":"a","x":"1"}'))).toEqual([
      '<a>.x: service number, mock string',
    ])
  })
})
