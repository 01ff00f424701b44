// The server under measurement, in a process of its own: started by the bench, tells its address, ends with it.

import { createApp } from '@primero/server/app.ts'
import { readSettings } from '@primero/server/config.ts'
import { configurationInForce } from '@primero/server/configuration/current.ts'
import { openDatabase } from '@primero/server/db/database.ts'
import { houseOf } from './house.ts'

const settings = readSettings()
if (settings.database === undefined) throw new Error('The bench server needs DATABASE_URL.')
const db = openDatabase(settings.database.app)
const configuration = await configurationInForce(db)
const app = await createApp(await houseOf(settings, db, configuration), false)
const address = await app.listen({ port: 0, host: '127.0.0.1' })
const { port } = new URL(address)
process.send?.({ port: Number(port) })

process.on('message', (message) => {
  if (message === 'memory') process.send?.({ rss: process.memoryUsage.rss() })
})
process.on('disconnect', async () => {
  await app.close()
  await db.destroy()
  process.exit(0)
})
