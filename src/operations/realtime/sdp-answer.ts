import { newIdentifier } from '../../openai/ids.ts'
import type { Random } from '../../web/random/seeded-random.ts'

/** Codecs that the answer accepts, in order of preference; each as `name/rate`. */
const CODECS = ['opus/48000', 'PCMU/8000', 'PCMA/8000']

/** Payload types that need no `rtpmap` (RFC 3551, section 6). */
const STATIC_CODECS: Readonly<Record<string, string>> = { 'PCMU/8000': '0', 'PCMA/8000': '8' }

const FINGERPRINT_BYTES = 32

/** Directions of the answer, by those of the offer (RFC 3264, section 6.1). */
const DIRECTIONS: Readonly<Record<string, string>> = {
  sendrecv: 'sendrecv',
  sendonly: 'recvonly',
  recvonly: 'sendonly',
  inactive: 'inactive',
}

/**
 * Returns the answer to an SDP offer, which a browser accepts: the same media sections in the same order, one codec, and
 * the attributes of the offer that both sides must agree on.
 *
 * @param offer the SDP offer (RFC 8866), with LF or CRLF line ends
 * @returns the answer with CRLF line ends, or undefined if the text is not an offer
 */
export function sdpAnswer(offer: string, random: Random): string | undefined {
  const lines = offer.split(/\r?\n/).filter((line) => line !== '')
  if (lines[0] !== 'v=0') {
    return undefined
  }
  // An offer may have no media section at all (RFC 3264, section 5).
  const first = lines.findIndex((line) => line.startsWith('m='))
  const head = first === -1 ? lines : lines.slice(0, first)
  const sections = sectionsOf(lines.slice(head.length))
  const transport = transportLines(random)
  const session = [
    'v=0',
    `o=- ${Math.floor(random() * 1e15)} 2 IN IP4 127.0.0.1`,
    's=-',
    't=0 0',
    ...head.filter((line) => line.startsWith('a=group:BUNDLE')),
    'a=ice-lite',
    'a=msid-semantic: WMS *',
  ]
  return [...session, ...sections.flatMap((section) => answerSection(section, transport)), ''].join('\r\n')
}

function sectionsOf(lines: readonly string[]): string[][] {
  const sections: string[][] = []
  for (const line of lines) {
    if (line.startsWith('m=')) {
      sections.push([line])
    } else {
      sections.at(-1)?.push(line)
    }
  }
  return sections
}

function transportLines(random: Random): string[] {
  const fingerprint = Array.from({ length: FINGERPRINT_BYTES }, () =>
    Math.floor(random() * 256)
      .toString(16)
      .padStart(2, '0')
      .toUpperCase(),
  )
  return [
    `a=ice-ufrag:${newIdentifier('', random, 8)}`,
    `a=ice-pwd:${newIdentifier('', random, 32)}`,
    `a=fingerprint:sha-256 ${fingerprint.join(':')}`,
    'a=setup:active',
  ]
}

function answerSection(section: readonly string[], transport: readonly string[]): string[] {
  const [media = ''] = section
  const [kind = '', , protocol = ''] = media.slice(2).split(' ')
  const copied = section.filter((line) => line.startsWith('a=mid:'))
  if (kind === 'application') {
    const port = section.filter((line) => line.startsWith('a=sctp-port:'))
    return [media.replace(/ \d+ /, ' 9 '), 'c=IN IP4 0.0.0.0', ...copied, ...transport, ...port]
  }
  const codec = kind === 'audio' ? acceptedCodec(section) : undefined
  if (codec === undefined) {
    // A port of zero rejects the section (RFC 3264, section 6).
    return [`m=${kind} 0 ${protocol} ${media.split(' ')[3] ?? '0'}`, 'c=IN IP4 0.0.0.0', ...copied]
  }
  const offered = Object.keys(DIRECTIONS).find((name) => section.includes(`a=${name}`)) ?? 'sendrecv'
  const { payload, lines } = codec
  return [
    `m=audio 9 ${protocol} ${payload}`,
    'c=IN IP4 0.0.0.0',
    ...copied,
    ...transport,
    ...section.filter((line) => line === 'a=rtcp-mux'),
    `a=${DIRECTIONS[offered] ?? 'sendrecv'}`,
    ...lines,
  ]
}

/** @returns the payload type of the first accepted codec, and its lines */
function acceptedCodec(section: readonly string[]): { payload: string; lines: string[] } | undefined {
  const offered = (section[0] ?? '').split(' ').slice(3)
  for (const codec of CODECS) {
    const map = section.find((line) => line.startsWith('a=rtpmap:') && line.includes(` ${codec}`))
    const payload = map === undefined ? STATIC_CODECS[codec] : /^a=rtpmap:(\d+)/.exec(map)?.[1]
    if (payload !== undefined && offered.includes(payload)) {
      const parameters = section.filter((line) => line.startsWith(`a=fmtp:${payload} `))
      return { payload, lines: [...(map === undefined ? [] : [map]), ...parameters] }
    }
  }
  return undefined
}
