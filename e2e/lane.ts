// Which of the running products a test file walks in: files of one lane follow each other.
import { inject } from 'vitest'
import type { Product } from './product.ts'

export function productHere(): Omit<Product, 'stop'> {
  const lane = Number(process.env['VITEST_POOL_ID'] ?? 1)
  const products = inject('products')
  const product = products[(lane - 1) % products.length]
  if (product === undefined) throw new Error('No product runs.')
  return product
}
