import { describe, expect, test } from 'vitest'
import { isPublic, publicLookup, pushAddress } from './address.ts'

describe('an address that a browser gives', () => {
  const hosts = ['fcm.example.org', '*.push.example.com', '127.0.0.1:8443']
  test.each([
    'https://fcm.example.org/send/abc',
    'https://fcm.example.org:443/send',
    'https://web.push.example.com/x?y=z',
    'https://127.0.0.1:8443/x',
  ])('of an allowed service is taken: %s', (text) => expect(pushAddress(text, hosts)).toBeDefined())

  test.each([
    'http://fcm.example.org/send',
    'https://fcm.example.org:444/send',
    'https://fcm.example.org.evil.org/send',
    'https://push.example.com/x',
    'https://evilpush.example.com/x',
    'https://user@fcm.example.org/',
    'https://fcm.example.org@10.0.0.1/',
    'https://10.0.0.1/',
    'https://127.0.0.1/',
    'ftp://fcm.example.org/',
    'not an address',
    `https://fcm.example.org/${'a'.repeat(2048)}`,
  ])('else is not: %s', (text) => expect(pushAddress(text, hosts)).toBeUndefined())
})

describe('an address inside', () => {
  test.each([
    '127.0.0.1',
    '10.1.2.3',
    '172.31.0.1',
    '192.168.1.1',
    '169.254.169.254',
    '100.64.0.1',
    '0.0.0.0',
    '224.0.0.1',
    '255.255.255.255',
    '::',
    '::1',
    '::ffff:10.0.0.1',
    '::ffff:127.0.0.1',
    '64:ff9b::a00:1',
    'fc00::1',
    'fd12::1',
    'fe80::1',
    'ff02::1',
    '2001:db8::1',
    '2002:a00:1::',
    '2001::1',
    'nonsense',
  ])('is nobody’s to reach: %s', (address) => expect(isPublic(address)).toBe(false))
  test.each(['8.8.8.8', '172.32.0.1', '2a00:1450::1', '2606:4700::1111'])('outside is: %s', (address) =>
    expect(isPublic(address)).toBe(true),
  )
  test('a name that leads there opens no line', async () => {
    const code = await new Promise((done) => {
      publicLookup('localhost', {}, (error) => done(error?.code))
    })
    expect(code).toBe('ENOTPUBLIC')
  })
})
