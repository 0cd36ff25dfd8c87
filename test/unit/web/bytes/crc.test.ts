import { describe, expect, test } from 'vitest'
import { utf8 } from '../../../../src/web/bytes/bytes.ts'
import { crc32, createCrc } from '../../../../src/web/bytes/crc.ts'

/** The input of the check values in the catalog of CRC algorithms (RevEng). */
const CHECK = utf8('123456789')

describe('CRC', () => {
  test.each([
    ['CRC-8/SMBUS', 8, 0x07, 0xf4],
    ['CRC-16/UMTS', 16, 0x8005, 0xfee8],
    ['CRC-32 of Ogg', 32, 0x04c11db7, 0x89a1897f],
  ] as const)('createCrc computes the check value of %s', (_, width, polynomial, expected) => {
    expect(createCrc(width, polynomial)(CHECK)).toBe(expected)
  })

  test('crc32 computes the check value of CRC-32/ISO-HDLC', () => {
    expect(crc32(CHECK)).toBe(0xcbf43926)
  })
})
