// What colleagues have sent to this person and nobody has answered: the server's list, or what this device keeps of it.
import type { RecordShape, SearchRequest } from '@primero/domain/sync/protocol.ts'
import { useEffect, useMemo } from 'react'
import { fetchRecords, search } from '../sync/api.ts'
import { connection } from '../sync/connection.ts'
import { may } from './config.ts'
import { isUnsent } from './entries.ts'
import { keyOf, recordOf } from './engine/ground.ts'
import { engineNow, onEngine, useEngine } from './here.ts'
import { useLive } from './live.ts'
import { laidOver } from './overlay.ts'
import { configNow } from './presence.ts'
import { fill, ownSlot } from './slots.ts'

const most = 100
const own = ownSlot<RecordShape[]>()

const isForAnswer = ({ shares = [] }: RecordShape): boolean => shares.some(({ may }) => may.includes('accept'))

/** Cases of others into which this person was let in: by an index, however many there are of others. */
function question(): SearchRequest | undefined {
  const config = configNow()
  if (!config || !may(config, 'case', 'read')) return undefined
  const any = [config.me.userName]
  return {
    type: 'case',
    filters: [
      { field: 'associated_user_names', any },
      { field: 'owned_by', any, not: true },
      { field: 'record_state', any: [true] },
    ],
    page: 1,
    per: most,
  }
}

async function fromServer(): Promise<RecordShape[]> {
  const request = question()
  const ids = request ? (await search(request)).rows.map(({ id }) => id) : []
  if (ids.length === 0) return []
  return (await fetchRecords('case', ids)).records.filter(isForAnswer)
}

/** What was sent to this person lies on his device like his own. */
async function fromDevice(): Promise<RecordShape[]> {
  const { copies } = engineNow()
  const me = configNow()?.me.userName
  const others = [...copies.lines.get().values()].filter(({ type, data }) => type === 'case' && data['owned_by'] !== me)
  const kept = await Promise.all(others.map((line) => copies.record(line)))
  return kept.filter((record) => record !== undefined).filter(isForAnswer)
}

const ask = (): Promise<void> => fill(own(), fromServer, fromDevice)
const askAgain = (): void => {
  // An answer that is on its way was given before this change.
  void Promise.resolve(own().asking).then(ask)
}

onEngine(({ sender, puller }) => {
  sender.onSettled((news) => {
    if (news.some(({ intention }) => intention?.name.startsWith('transition.'))) askAgain()
  })
  puller.onPage(({ records, gone }) => {
    if (records.length + gone.length > 0) askAgain()
  })
})

/** Records with something that waits for this person's answer, his own unsent answers laid over them. */
export function useWaiting(): RecordShape[] {
  const held = useLive(own())
  const entries = useLive(useEngine().outbox.entries)
  const line = useLive(connection)
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked anew when the line comes back
  useEffect(() => void ask(), [line])
  return useMemo(() => {
    const unsent = entries.filter(isUnsent)
    return (held.value ?? [])
      .map((record) =>
        laidOver(
          record,
          unsent.filter(({ intention }) => keyOf(recordOf(intention)) === keyOf(record)),
        ),
      )
      .filter(isForAnswer)
  }, [held.value, entries])
}
