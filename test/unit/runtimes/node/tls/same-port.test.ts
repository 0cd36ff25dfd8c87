import { X509Certificate } from 'node:crypto'
import { createServer } from 'node:http'
import * as http from 'node:http'
import * as https from 'node:https'
import { expect, test } from 'vitest'
import { createCertificate } from '../../../../../src/runtimes/node/tls/certificate.ts'
import { servePlainAndTls } from '../../../../../src/runtimes/node/tls/same-port.ts'

const certificate = createCertificate(Date.now())

test('one port answers plain requests and TLS with a certificate that a client can trust', async () => {
  const server = createServer((_, response) => response.end('answered'))
  const listener = servePlainAndTls(server, certificate)
  await new Promise<void>((resolve) => {
    listener.listen(0, '127.0.0.1', resolve)
  })
  const address = listener.address()
  const port = typeof address === 'object' && address !== null ? address.port : 0
  const options = { host: '127.0.0.1', port, agent: false }
  expect(await textOf(http.get(options))).toBe('answered')
  expect(await textOf(https.get({ ...options, ca: certificate.cert }))).toBe('answered')
  await expect(textOf(https.get(options))).rejects.toThrow('self-signed certificate')
  listener.close()
})

test('a created certificate names localhost and is signed by its own key', () => {
  const parsed = new X509Certificate(certificate.cert)
  expect(parsed.subjectAltName).toBe('DNS:localhost, IP Address:127.0.0.1, IP Address:0:0:0:0:0:0:0:1')
  expect(parsed.verify(parsed.publicKey)).toBe(true)
})

function textOf(request: http.ClientRequest): Promise<string> {
  return new Promise((resolve, reject) => {
    request.on('error', reject)
    request.on('response', (response) => {
      let text = ''
      response.setEncoding('utf8').on('data', (chunk: string) => (text += chunk))
      response.on('end', () => resolve(text))
    })
  })
}
