// Addresses that browsers give: only those of push services that the operator allows, over TLS, and never one inside our
// own network, whatever its name says.
import { lookup } from 'node:dns'
import { BlockList, isIP, type LookupFunction } from 'node:net'

/** `*.example.org` is every name below it. */
const fits = (host: string, allowed: string): boolean =>
  allowed.startsWith('*.') ? host.endsWith(allowed.slice(1)) : host === allowed

const longest = 2048

/** The address, where we would write to it; undefined where we would not. */
export function pushAddress(text: string, hosts: readonly string[]): URL | undefined {
  if (text.length > longest || !URL.canParse(text)) return undefined
  const url = new URL(text)
  const isPlain = url.protocol === 'https:' && url.username === '' && url.password === '' && url.hash === ''
  return isPlain && hosts.some((allowed) => fits(url.host, allowed)) ? url : undefined
}

const inside = new BlockList()
for (const [net, bits] of [
  ['0.0.0.0', 8],
  ['10.0.0.0', 8],
  ['100.64.0.0', 10],
  ['127.0.0.0', 8],
  ['169.254.0.0', 16],
  ['172.16.0.0', 12],
  ['192.0.0.0', 24],
  ['192.0.2.0', 24],
  ['192.88.99.0', 24],
  ['192.168.0.0', 16],
  ['198.18.0.0', 15],
  ['198.51.100.0', 24],
  ['203.0.113.0', 24],
  ['224.0.0.0', 3],
] as const)
  inside.addSubnet(net, bits, 'ipv4')

const outside = new BlockList()
// What is handed out to anybody lies here; the rest is kept for something. Of it, those that hide an older address.
outside.addSubnet('2000::', 3, 'ipv6')
for (const [net, bits] of [
  ['2001::', 23],
  ['2001:db8::', 32],
  ['2002::', 16],
  ['3fff::', 20],
] as const)
  inside.addSubnet(net, bits, 'ipv6')

/** An address that anybody on the internet could have. */
export function isPublic(address: string): boolean {
  const family = isIP(address)
  if (family === 4) return !inside.check(address, 'ipv4')
  return family === 6 && outside.check(address, 'ipv6') && !inside.check(address, 'ipv6')
}

/** Asked as the line is opened, so that a name cannot lead elsewhere a moment later. All its addresses must be public. */
export const publicLookup: LookupFunction = (host, options, tell) => {
  lookup(host, { ...options, all: true }, (error, found) => {
    const [first] = found ?? []
    if (error !== null || first === undefined) return tell(error ?? new Error('no address'), '', 0)
    if (!found.every(({ address }) => isPublic(address)))
      return tell(Object.assign(new Error('not a public address'), { code: 'ENOTPUBLIC' }), '', 0)
    return options.all === true ? tell(null, found) : tell(null, first.address, first.family)
  })
}
