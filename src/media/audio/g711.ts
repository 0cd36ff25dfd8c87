/** Sample rate of G.711 audio, in hertz. */
export const G711_RATE = 8000

const MU_LAW_BIAS = 0x84
const MU_LAW_MAX = 32_635
const A_LAW_MAX = 32_635

/** @returns the 16-bit sample as mu-law (ITU-T G.711); silence is 0xFF */
export function toMuLaw(sample: number): number {
  const sign = sample < 0 ? 0x80 : 0
  const magnitude = Math.min(MU_LAW_MAX, Math.abs(sample)) + MU_LAW_BIAS
  const exponent = 31 - Math.clz32(magnitude) - 7
  const mantissa = (magnitude >> (exponent + 3)) & 0x0f
  return ~(sign | (exponent << 4) | mantissa) & 0xff
}

/** @returns the mu-law byte as a 16-bit sample */
export function fromMuLaw(byte: number): number {
  const bits = ~byte & 0xff
  const magnitude = (((bits & 0x0f) << 3) + MU_LAW_BIAS) << ((bits >> 4) & 7)
  return (bits & 0x80) === 0 ? magnitude - MU_LAW_BIAS : MU_LAW_BIAS - magnitude
}

/** @returns the 16-bit sample as A-law (ITU-T G.711); silence is 0xD5 */
export function toALaw(sample: number): number {
  const sign = sample < 0 ? 0 : 0x80
  const magnitude = Math.min(A_LAW_MAX, sample < 0 ? -sample - 1 : sample) >> 4
  const exponent = magnitude < 16 ? 0 : 31 - Math.clz32(magnitude) - 3
  const mantissa = (magnitude >> Math.max(0, exponent - 1)) & 0x0f
  return (sign | (exponent << 4) | mantissa) ^ 0x55
}

/** @returns the A-law byte as a 16-bit sample */
export function fromALaw(byte: number): number {
  const bits = byte ^ 0x55
  const exponent = (bits >> 4) & 7
  const mantissa = bits & 0x0f
  const magnitude = exponent === 0 ? (mantissa << 4) + 8 : ((mantissa << 4) + 0x108) << (exponent - 1)
  return (bits & 0x80) === 0 ? -magnitude : magnitude
}
