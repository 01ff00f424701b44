// The process: settings, database, configuration, training data, the application, and a graceful end.
import { openHouse } from './open-house.ts'
import { createApp } from './app.ts'
import { readSettings } from './config.ts'

async function main(): Promise<void> {
  const settings = readSettings()
  const { house, close, people } = await openHouse(settings)
  const app = await createApp(house, true)
  let isStopping = false
  const stop = async () => {
    if (isStopping) return
    isStopping = true
    await app.close()
    await close()
    process.exit(0)
  }
  for (const signal of ['SIGTERM', 'SIGINT', 'SIGHUP'] as const) process.on(signal, () => void stop())
  await app.listen({ port: settings.port, host: settings.host })
  if (people) console.log(people)
  console.log(`Primero is ready at ${settings.publicUrl}`)
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error)
  process.exit(1)
})
