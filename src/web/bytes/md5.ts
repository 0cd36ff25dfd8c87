/** Shifts of each round (RFC 1321, section 3.4). */
const SHIFTS = [
  [7, 12, 17, 22],
  [5, 9, 14, 20],
  [4, 11, 16, 23],
  [6, 10, 15, 21],
] as const

const SINES = Array.from({ length: 64 }, (_, index) => Math.floor(Math.abs(Math.sin(index + 1)) * 2 ** 32))

const BLOCK_BYTES = 64

/**
 * Computes a checksum of a file. Not for security: MD5 (RFC 1321) is broken, but uploads may announce it.
 *
 * @returns 32 hex digits
 */
export function md5(bytes: Uint8Array): string {
  const state = Uint32Array.of(0x67452301, 0xefcdab89, 0x98badcfe, 0x10325476)
  const whole = Math.floor(bytes.length / BLOCK_BYTES) * BLOCK_BYTES
  for (let start = 0; start < whole; start += BLOCK_BYTES) {
    addBlock(state, bytes.subarray(start, start + BLOCK_BYTES))
  }
  const rest = bytes.subarray(whole)
  const tail = new Uint8Array(rest.length + 9 > BLOCK_BYTES ? 2 * BLOCK_BYTES : BLOCK_BYTES)
  tail.set(rest)
  tail[rest.length] = 0x80
  new DataView(tail.buffer).setBigUint64(tail.length - 8, BigInt(bytes.length) * 8n, true)
  for (let start = 0; start < tail.length; start += BLOCK_BYTES) {
    addBlock(state, tail.subarray(start, start + BLOCK_BYTES))
  }
  return [...new Uint8Array(state.buffer)].map((byte) => byte.toString(16).padStart(2, '0')).join('')
}

function addBlock(state: Uint32Array, block: Uint8Array): void {
  const view = new DataView(block.buffer, block.byteOffset, BLOCK_BYTES)
  let [a = 0, b = 0, c = 0, d = 0] = state
  for (let step = 0; step < 64; step += 1) {
    const round = step >> 4
    const [mixed, word] = mix(round, step, [b, c, d])
    const sum = (a + mixed + (SINES[step] ?? 0) + view.getUint32(word * 4, true)) | 0
    const shift = SHIFTS[round]?.[step % 4] ?? 0
    ;[a, d, c, b] = [d, c, b, (b + ((sum << shift) | (sum >>> (32 - shift)))) | 0]
  }
  for (const [index, value] of [a, b, c, d].entries()) {
    state[index] = (state[index] ?? 0) + value
  }
}

/** @returns the function of a round, and the word of the block that the step adds */
function mix(round: number, step: number, [b, c, d]: [number, number, number]): [number, number] {
  switch (round) {
    case 0:
      return [(b & c) | (~b & d), step]
    case 1:
      return [(d & b) | (~d & c), (5 * step + 1) % 16]
    case 2:
      return [b ^ c ^ d, (3 * step + 5) % 16]
    default:
      return [c ^ (b | ~d), (7 * step) % 16]
  }
}
