// Whose tries count together: an IPv4 address, or the half of an IPv6 address that one customer gets.
import { isIPv6 } from 'node:net'

/** `::ffff:192.0.2.7` → `192.0.2.7`; `2001:db8::1` → `2001:db8:0:0`. */
export function placeOf(ip: string): string {
  const plain = ip.replace(/^::ffff:(?=\d+\.)/i, '')
  if (!isIPv6(plain)) return plain
  const [head = '', tail] = plain.replace(/%.*$/, '').toLowerCase().split('::')
  const front = head === '' ? [] : head.split(':')
  if (tail === undefined) return front.slice(0, 4).join(':')
  const back = tail === '' ? [] : tail.split(':')
  const between = Array.from({ length: Math.max(0, 8 - front.length - back.length) }, () => '0')
  return [...front, ...between, ...back].slice(0, 4).join(':')
}
