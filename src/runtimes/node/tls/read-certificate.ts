import { mkdtempSync, readFileSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { errorMessage } from '../../../web/error-message.ts'
import { type Certificate, createCertificate } from './certificate.ts'

/** The certificate that the environment variables ask for, or the problem with them. */
export type TlsSetting = { certificate: Certificate; message: string } | { issue: string } | undefined

/**
 * Reads `MOCK_TLS_CERT` and `MOCK_TLS_KEY`, the paths of PEM files, or creates a certificate with `MOCK_TLS=on`.
 *
 * @returns undefined without TLS
 */
export function readCertificate(variables: Readonly<Record<string, string | undefined>>): TlsSetting {
  const certFile = variables['MOCK_TLS_CERT']?.trim() ?? ''
  const keyFile = variables['MOCK_TLS_KEY']?.trim() ?? ''
  const mode = variables['MOCK_TLS']?.trim().toLowerCase() ?? ''
  if (!['', 'on', 'off'].includes(mode)) {
    return { issue: `MOCK_TLS is "${mode}"; expected on or off` }
  }
  if (mode === 'off' || (mode === '' && certFile === '' && keyFile === '')) {
    return undefined
  }
  if (certFile === '' && keyFile === '') {
    return createdCertificate()
  }
  if (certFile === '' || keyFile === '') {
    const missing = certFile === '' ? 'MOCK_TLS_CERT' : 'MOCK_TLS_KEY'
    return { issue: `${missing} is not set; set the paths of both the certificate and its key` }
  }
  try {
    const certificate = { cert: readFileSync(certFile, 'utf8'), key: readFileSync(keyFile, 'utf8') }
    return { certificate, message: `TLS on the same port, with the certificate ${certFile}` }
  } catch (error) {
    return { issue: `MOCK_TLS_CERT or MOCK_TLS_KEY cannot be read: ${errorMessage(error)}` }
  }
}

function createdCertificate(): TlsSetting {
  const certificate = createCertificate(Date.now())
  const file = join(mkdtempSync(join(tmpdir(), 'openai-edge-mock-')), 'cert.pem')
  writeFileSync(file, certificate.cert)
  return { certificate, message: `TLS on the same port. Clients trust it with NODE_EXTRA_CA_CERTS=${file}` }
}
