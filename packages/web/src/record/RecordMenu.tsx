// What can be done to a record as a whole. Decisions ask once; the server decides again.
import { Trans, useLingui } from '@lingui/react/macro'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import { Suspense, useState } from 'react'
import { useLocation } from 'wouter'
import { addressOf } from '../kinds.ts'
import { deviceSign } from '../outbox/DeviceWords.tsx'
import { useKeeping } from '../store/keeping.ts'
import { useConfig } from '../store/store.ts'
import { Menu, type MenuItem } from '../ui/Menu.tsx'
import { tell } from '../ui/Toast.tsx'
import { type Deed, Work } from './Work.tsx'
import { isGuest, mayShare, type SharingWay, ways } from '../store/sharingWays.ts'

function deedsOn({ actions, data, nameHidden, type }: RecordShape): Deed[] {
  const may = (action: string) => actions.includes(action)
  const enabled = data['record_state'] !== false
  const all: [Deed, boolean][] = [
    ['flag', may('flag')],
    ['note', may('add_note')],
    ['close', may('close')],
    ['reopen', may('reopen')],
    [nameHidden ? 'unprotect' : 'protect', may('write') && type === 'case'],
    [enabled ? 'disable' : 'enable', may('enable_disable_record')],
  ]
  return all.flatMap(([deed, isHis]) => (isHis ? deed : []))
}

export function RecordMenu({ record }: { record: RecordShape }) {
  const { t } = useLingui()
  const [asked, setAsked] = useState<Deed>()
  const words: Record<Deed, Omit<MenuItem, 'key' | 'onPick'>> = {
    flag: { label: t`Raise a flag`, sign: 'flag' },
    note: { label: t`Add a note`, sign: 'pen-line' },
    close: { label: t({ context: 'a record', message: 'Close' }), sign: 'check' },
    reopen: { label: t`Reopen`, sign: 'rotate-ccw' },
    disable: { label: t`Disable`, sign: 'circle-slash', harm: true },
    enable: { label: t`Enable`, sign: 'rotate-ccw' },
    protect: { label: t`Protect the name`, sign: 'eye-off' },
    unprotect: { label: t`End name protection`, sign: 'eye' },
  }
  const deeds = deedsOn(record)
  const keeping = useKeepItem(record)
  const [, go] = useLocation()
  const sharing = useSharingItems(record)
  const asking: MenuItem[] = record.actions.includes('access_log')
    ? [
        {
          key: 'who',
          label: t`Who can see this record`,
          sign: 'users',
          onPick: () => go(`/office/who/${record.type}/${record.id}`),
        },
      ]
    : []
  if (sharing.length + deeds.length + keeping.length + asking.length === 0) return null
  return (
    <>
      <Menu
        label={t`Actions`}
        sign="ellipsis-vertical"
        items={[
          ...sharing,
          ...asking,
          ...keeping,
          ...deeds.map((deed) => ({ key: deed, ...words[deed], onPick: () => setAsked(deed) })),
        ]}
      />
      {asked && (
        <Suspense>
          <Work show={asked} record={record} onDone={() => setAsked(undefined)} />
        </Suspense>
      )}
    </>
  )
}

/** To pass it on: each opens a page of its own, with or without a line. */
function useSharingItems(record: RecordShape): MenuItem[] {
  const { t } = useLingui()
  const config = useConfig()
  const [, go] = useLocation()
  const words: Record<SharingWay, Pick<MenuItem, 'label' | 'sign'>> = {
    refer: { label: t`Refer`, sign: 'send' },
    transfer: { label: t`Transfer`, sign: 'arrow-right' },
    assign: { label: t`Reassign`, sign: 'users' },
  }
  const closed = isGuest(config, record) ? { unavailable: <Trans>Only who has it in care can do this.</Trans> } : {}
  return ways
    .filter((way) => mayShare(record, way))
    .map((way) => ({
      key: way,
      ...words[way],
      flip: way !== 'assign',
      ...(way === 'refer' ? {} : closed),
      onPick: () => go(`${addressOf(record.type, record.id)}/share/${way}`),
    }))
}

/** Whoever wants a record at hand says so; what is on this device anyway needs no wish. */
function useKeepItem(record: RecordShape): MenuItem[] {
  const { t } = useLingui()
  const { may, kept, pinned, pin } = useKeeping(record)
  // A closed one leaves the device after a while, asked for or not.
  const mayAsk = record.version > 0 && record.data['status'] !== 'closed' && !kept
  if (!may || !(pinned || mayAsk)) return []
  return [
    {
      key: 'keep',
      label: pinned ? t`No longer keep on this device` : t`Keep on this device`,
      sign: pinned ? 'x' : deviceSign(),
      onPick: () => {
        pin(!pinned)
        tell(pinned ? t`No longer kept on this device` : t`Will be kept on this device`, { sign: deviceSign() })
      },
    },
  ]
}
