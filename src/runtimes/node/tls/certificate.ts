import { generateKeyPairSync, randomBytes, sign } from 'node:crypto'
import {
  bitString,
  der,
  generalizedTime,
  integer,
  objectId,
  octetString,
  sequence,
  set,
  utf8String,
} from './der.ts'

/** A certificate and its private key, as PEM. */
export interface Certificate {
  cert: string
  key: string
}

const COMMON_NAME = '2.5.4.3'
const SUBJECT_ALTERNATIVE_NAME = '2.5.29.17'
const BASIC_CONSTRAINTS = '2.5.29.19'
const ECDSA_WITH_SHA256 = '1.2.840.10045.4.3.2'

/** Tags of general names (RFC 5280, section 4.2.1.6). */
const DNS_NAME = 0x82
const IP_ADDRESS = 0x87

const VERSION_3 = der(0xa0, integer(Buffer.from([2])))
const EXTENSIONS = 0xa3

const DAY_MS = 86_400_000
const LIFETIME_DAYS = 365

/**
 * Creates a self-signed certificate (RFC 5280) for `localhost`, `127.0.0.1` and `::1`. It is its own authority, so a
 * client can trust it with `NODE_EXTRA_CA_CERTS`.
 *
 * @param now the start of its validity, in milliseconds since 1970
 */
export function createCertificate(now: number): Certificate {
  const { privateKey, publicKey } = generateKeyPairSync('ec', { namedCurve: 'prime256v1' })
  const algorithm = sequence(objectId(ECDSA_WITH_SHA256))
  const name = sequence(set(sequence(objectId(COMMON_NAME), utf8String('openai-edge-mock'))))
  const validity = sequence(
    generalizedTime(new Date(now - DAY_MS)),
    generalizedTime(new Date(now + LIFETIME_DAYS * DAY_MS)),
  )
  const names = sequence(
    der(DNS_NAME, Buffer.from('localhost')),
    der(IP_ADDRESS, Buffer.from([127, 0, 0, 1])),
    der(IP_ADDRESS, Buffer.concat([Buffer.alloc(15), Buffer.from([1])])),
  )
  const isAuthority = sequence(der(0x01, Buffer.from([0xff])))
  const extensions = sequence(
    sequence(objectId(SUBJECT_ALTERNATIVE_NAME), octetString(names)),
    sequence(objectId(BASIC_CONSTRAINTS), octetString(isAuthority)),
  )
  const signed = sequence(
    VERSION_3,
    integer(Buffer.concat([Buffer.from([1]), randomBytes(15)])),
    algorithm,
    name,
    validity,
    name,
    publicKey.export({ type: 'spki', format: 'der' }),
    der(EXTENSIONS, extensions),
  )
  const certificate = sequence(signed, algorithm, bitString(sign('sha256', signed, privateKey)))
  const lines = certificate.toString('base64').match(/.{1,64}/g) ?? []
  return {
    cert: `-----BEGIN CERTIFICATE-----\n${lines.join('\n')}\n-----END CERTIFICATE-----\n`,
    key: String(privateKey.export({ type: 'pkcs8', format: 'pem' })),
  }
}
