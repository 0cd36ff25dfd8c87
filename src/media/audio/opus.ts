import { fromBase64 } from '../../web/bytes/base64.ts'
import { concatenate, utf8, uint16LE, uint32LE } from '../../web/bytes/bytes.ts'
import { createCrc } from '../../web/bytes/crc.ts'
import { OPUS_LOOP } from '../encoded/audio-loops.ts'
import type { SoundFormat } from './format.ts'
import { SAMPLE_RATE } from './melody.ts'
import { cycle } from './repeat.ts'

/** Granules are at 48 kHz, whatever the input's sample rate (RFC 7845, section 4). */
const GRANULES_PER_SECOND = 48_000
const GRANULES_PER_PACKET = GRANULES_PER_SECOND / 50

/** Samples that the decoder discards at the start. */
const PRE_SKIP = 312

/** One second per Ogg page. */
const PACKETS_PER_PAGE = 50

const FIRST_PAGE = 2
const LAST_PAGE = 4

/** Opus in an Ogg file (RFC 3533, RFC 7845). */
export const opus: SoundFormat = {
  contentType: 'audio/opus',
  make: (seconds) => {
    const granules = Math.round(seconds * GRANULES_PER_SECOND) + PRE_SKIP
    const packets = [...cycle(packetsOf(fromBase64(OPUS_LOOP)), Math.ceil(granules / GRANULES_PER_PACKET))]
    const pages = [
      oggPage([HEADER], { number: 0, granule: 0, flags: FIRST_PAGE }),
      oggPage([COMMENTS], { number: 1, granule: 0, flags: 0 }),
    ]
    for (let first = 0; first < packets.length; first += PACKETS_PER_PAGE) {
      const isLast = first + PACKETS_PER_PAGE >= packets.length
      pages.push(
        oggPage(packets.slice(first, first + PACKETS_PER_PAGE), {
          number: pages.length,
          // The last page may end before its last packet.
          granule: isLast ? granules : (first + PACKETS_PER_PAGE) * GRANULES_PER_PACKET,
          flags: isLast ? LAST_PAGE : 0,
        }),
      )
    }
    return concatenate(pages)
  },
}

const HEADER = concatenate([
  utf8('OpusHead'),
  Uint8Array.of(1, 1),
  uint16LE(PRE_SKIP),
  uint32LE(SAMPLE_RATE),
  Uint8Array.of(0, 0, 0),
])

const VENDOR = utf8('openai-edge-mock')
const COMMENTS = concatenate([utf8('OpusTags'), uint32LE(VENDOR.length), VENDOR, uint32LE(0)])

function packetsOf(loop: Uint8Array): Uint8Array[] {
  const packets: Uint8Array[] = []
  for (let position = 0; position < loop.length;) {
    const end = position + 1 + (loop[position] ?? 0)
    packets.push(loop.subarray(position + 1, end))
    position = end
  }
  return packets
}

const SERIAL_NUMBER = 0x6f656d31
const CHECKSUM_AT = 22

/** @param packets at most 255 packets of less than 255 bytes */
function oggPage(
  packets: readonly Uint8Array[],
  { number, granule, flags }: { number: number; granule: number; flags: number },
): Uint8Array {
  const page = concatenate([
    utf8('OggS'),
    Uint8Array.of(0, flags),
    uint32LE(granule),
    uint32LE(0),
    uint32LE(SERIAL_NUMBER),
    uint32LE(number),
    uint32LE(0),
    Uint8Array.of(packets.length, ...packets.map(({ length }) => length)),
    ...packets,
  ])
  page.set(uint32LE(oggChecksum(page)), CHECKSUM_AT)
  return page
}

/** The checksum of RFC 3533, section 6. */
const oggChecksum = createCrc(32, 0x04c11db7)
