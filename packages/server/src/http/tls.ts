// How we speak where TLS ends with us (`TLS_CERT`): TLS 1.2 and 1.3, with keys that nobody can make out afterwards and
// ciphers that see what was changed on the way, the strongest first. Said here, so that no default of the system lowers it.
import type { SecureContextOptions } from 'node:tls'

const ciphers = [
  'TLS_AES_256_GCM_SHA384',
  'TLS_CHACHA20_POLY1305_SHA256',
  'TLS_AES_128_GCM_SHA256',
  'ECDHE-ECDSA-AES256-GCM-SHA384',
  'ECDHE-RSA-AES256-GCM-SHA384',
  'ECDHE-ECDSA-CHACHA20-POLY1305',
  'ECDHE-RSA-CHACHA20-POLY1305',
  'ECDHE-ECDSA-AES128-GCM-SHA256',
  'ECDHE-RSA-AES128-GCM-SHA256',
]

export const ownLine = {
  minVersion: 'TLSv1.2',
  ciphers: ciphers.join(':'),
  honorCipherOrder: true,
} as const satisfies SecureContextOptions
