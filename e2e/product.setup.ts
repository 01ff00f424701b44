// A product for each lane of journeys: they run side by side, and nobody in one lane signs out who is in the other.
import type { TestProject } from 'vitest/node'
import { type Product, startProduct } from './product.ts'

declare module 'vitest' {
  export interface ProvidedContext {
    products: Omit<Product, 'stop'>[]
  }
}

export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const running: Product[] = []
  const stopAll = async (): Promise<void> => void (await Promise.all(running.map(({ stop }) => stop())))
  try {
    while (running.length < project.config.maxWorkers) running.push(await startProduct())
  } catch (error) {
    await stopAll()
    throw error
  }
  project.provide(
    'products',
    running.map(({ stop: _, ...product }) => product),
  )
  return stopAll
}
