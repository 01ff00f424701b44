// One product for all journeys.
import type { TestProject } from 'vitest/node'
import { startProduct } from './product.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    product: { url: string; password: string; data: string; mails: string }
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const { url, password, data, mails, stop } = await startProduct()
  project.provide('product', { url, password, data, mails })
  return stop
}
