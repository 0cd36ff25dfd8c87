import { expect, test } from 'vitest'
import { zip } from '../../../../src/web/bytes/zip.ts'

test('the directory of an archive points to the headers of its files', () => {
  const bytes = zip([
    { name: 'a/one.txt', bytes: new TextEncoder().encode('one') },
    { name: 'two.txt', bytes: new Uint8Array() },
  ])
  const view = new DataView(bytes.buffer)
  const end = bytes.length - 22
  expect(view.getUint32(end, true)).toBe(0x06054b50)
  expect(view.getUint16(end + 10, true)).toBe(2)
  const directory = view.getUint32(end + 16, true)
  const names: string[] = []
  for (let at = directory; at < end;) {
    const length = view.getUint16(at + 28, true)
    expect(view.getUint32(view.getUint32(at + 42, true), true)).toBe(0x04034b50)
    names.push(new TextDecoder().decode(bytes.subarray(at + 46, at + 46 + length)))
    at += 46 + length
  }
  expect(names).toEqual(['a/one.txt', 'two.txt'])
})

test('an archive without files has only its end', () => {
  expect(zip([])).toHaveLength(22)
})
