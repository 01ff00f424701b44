// An authenticator of our own for tests through HTTP: it makes a passkey and signs what it is asked (WebAuthn, ES256).
import { createHash, generateKeyPairSync, randomBytes, sign } from 'node:crypto'

export const origin = 'http://localhost:0'

type Options = { origin?: string; isVerified?: boolean }

export function authenticator({ origin: at = origin, isVerified = true }: Options = {}) {
  const { publicKey, privateKey } = generateKeyPairSync('ec', { namedCurve: 'P-256' })
  const id = randomBytes(16)
  let count = 0
  const name = id.toString('base64url')
  const client = (type: string, challenge: string) =>
    Buffer.from(JSON.stringify({ type, challenge, origin: at, crossOrigin: false }))
  const data = (extra: Buffer, flags: number): Buffer => {
    count += 1
    const head = Buffer.alloc(37)
    createHash('sha256').update('localhost').digest().copy(head)
    head.writeUInt8(flags | 1 | (isVerified ? 4 : 0), 32)
    head.writeUInt32BE(count, 33)
    return Buffer.concat([head, extra])
  }
  const { x = '', y = '' } = publicKey.export({ format: 'jwk' })
  // COSE: {1: 2 (EC2), 3: -7 (ES256), -1: 1 (P-256), -2: x, -3: y}
  const cose = Buffer.concat([
    Buffer.from('a5010203262001215820', 'hex'),
    Buffer.from(x, 'base64url'),
    Buffer.from('225820', 'hex'),
    Buffer.from(y, 'base64url'),
  ])
  return {
    id: name,
    make: (options: { challenge: string }) => {
      const credential = Buffer.concat([Buffer.alloc(16), Buffer.from([0, id.length]), id, cose])
      const authData = data(credential, 0x40)
      // CBOR: {"fmt": "none", "attStmt": {}, "authData": …}
      const attestationObject = Buffer.concat([
        Buffer.from('a363666d74646e6f6e656761747453746d74a068617574684461746158', 'hex'),
        Buffer.from([authData.length]),
        authData,
      ])
      return {
        id: name,
        rawId: name,
        type: 'public-key',
        response: {
          clientDataJSON: client('webauthn.create', options.challenge).toString('base64url'),
          attestationObject: attestationObject.toString('base64url'),
          transports: ['internal'],
        },
      }
    },
    use: (options: { challenge: string }) => {
      const clientData = client('webauthn.get', options.challenge)
      const authData = data(Buffer.alloc(0), 0)
      const signed = Buffer.concat([authData, createHash('sha256').update(clientData).digest()])
      return {
        id: name,
        rawId: name,
        type: 'public-key',
        response: {
          clientDataJSON: clientData.toString('base64url'),
          authenticatorData: authData.toString('base64url'),
          signature: sign('sha256', signed, privateKey).toString('base64url'),
        },
      }
    },
  }
}
