/** Tags of ASN.1 values (ITU-T X.690). */
const SEQUENCE = 0x30
const SET = 0x31
const INTEGER = 0x02
const BIT_STRING = 0x03
const OCTET_STRING = 0x04
const OBJECT_ID = 0x06
const UTF8_STRING = 0x0c
const GENERALIZED_TIME = 0x18

/** @returns a value with a tag and its length, in distinguished encoding rules */
export function der(tag: number, ...contents: readonly Uint8Array[]): Buffer {
  const content = Buffer.concat(contents)
  const { length } = content
  const size = length < 0x80 ? [length] : length < 0x100 ? [0x81, length] : [0x82, length >> 8, length & 0xff]
  return Buffer.concat([Buffer.from([tag, ...size]), content])
}

export const sequence = (...contents: readonly Uint8Array[]): Buffer => der(SEQUENCE, ...contents)

export const set = (...contents: readonly Uint8Array[]): Buffer => der(SET, ...contents)

/** @param bytes big-endian, the first bit zero */
export const integer = (bytes: Uint8Array): Buffer => der(INTEGER, bytes)

export const bitString = (bytes: Uint8Array): Buffer => der(BIT_STRING, Buffer.from([0]), bytes)

export const octetString = (bytes: Uint8Array): Buffer => der(OCTET_STRING, bytes)

export const utf8String = (text: string): Buffer => der(UTF8_STRING, Buffer.from(text))

/** @returns a time as `YYYYMMDDHHMMSSZ` */
export const generalizedTime = (date: Date): Buffer =>
  der(GENERALIZED_TIME, Buffer.from(`${date.toISOString().replaceAll(/[-:T]|\.\d+Z/g, '')}Z`))

/** @param id an object identifier: `2.5.4.3` */
export function objectId(id: string): Buffer {
  const [first = 0, second = 0, ...rest] = id.split('.').map(Number)
  return der(OBJECT_ID, Buffer.from([first * 40 + second, ...rest.flatMap(base128)]))
}

function base128(value: number): number[] {
  const bytes = [value & 0x7f]
  for (let rest = value >>> 7; rest > 0; rest >>>= 7) {
    bytes.unshift((rest & 0x7f) | 0x80)
  }
  return bytes
}
