// A certificate that nobody but its holder signed, as a server has that calls itself by somebody else's name.
import 'reflect-metadata'
import { X509CertificateGenerator, SubjectAlternativeNameExtension } from '@peculiar/x509'

const how = { name: 'ECDSA', namedCurve: 'P-256', hash: 'SHA-256' }

export async function ownCertificate(): Promise<{ cert: Buffer; key: Buffer }> {
  const keys = await crypto.subtle.generateKey(how, true, ['sign', 'verify'])
  const certificate = await X509CertificateGenerator.createSelfSigned({
    name: 'CN=localhost',
    keys,
    signingAlgorithm: how,
    extensions: [
      new SubjectAlternativeNameExtension([
        { type: 'dns', value: 'localhost' },
        { type: 'ip', value: '127.0.0.1' },
      ]),
    ],
  })
  const bytes = Buffer.from(await crypto.subtle.exportKey('pkcs8', keys.privateKey)).toString('base64')
  const key = `-----BEGIN PRIVATE KEY-----\n${bytes}\n-----END PRIVATE KEY-----\n`
  return { cert: Buffer.from(certificate.toString('pem')), key: Buffer.from(key) }
}
