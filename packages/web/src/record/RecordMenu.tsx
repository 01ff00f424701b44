// What can be done to a record as a whole. Decisions ask once; the server decides again.
import { useLingui } from '@lingui/react/macro'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import { type ReactNode, useState } from 'react'
import { useLocation } from 'wouter'
import { deviceSign } from '../outbox/DeviceWords.tsx'
import { useKeeping } from '../store/keeping.ts'
import { push, thisDay } from '../store/store.ts'
import { Button } from '../ui/Button.tsx'
import { Dialog, DialogActions } from '../ui/Dialog.tsx'
import { Menu, type MenuItem } from '../ui/Menu.tsx'
import { tell } from '../ui/Toast.tsx'

type Deed = 'close' | 'reopen' | 'disable' | 'enable' | 'protect' | 'unprotect'

function deedsOn({ actions, data, nameHidden, type }: RecordShape): Deed[] {
  const may = (action: string) => actions.includes(action)
  const enabled = data['record_state'] !== false
  return [
    ...(may('close') ? (['close'] as const) : []),
    ...(may('reopen') ? (['reopen'] as const) : []),
    ...(may('write') && type === 'case' ? ([nameHidden ? 'unprotect' : 'protect'] as const) : []),
    ...(may('enable_disable_record') ? ([enabled ? 'disable' : 'enable'] as const) : []),
  ]
}

export function RecordMenu({ record }: { record: RecordShape }) {
  const { t } = useLingui()
  const [asked, setAsked] = useState<Deed>()
  const words: Record<Deed, Omit<MenuItem, 'key' | 'onPick'>> = {
    close: { label: t`Close`, sign: 'check' },
    reopen: { label: t`Reopen`, sign: 'rotate-ccw' },
    disable: { label: t`Disable`, sign: 'circle-slash', harm: true },
    enable: { label: t`Enable`, sign: 'rotate-ccw' },
    protect: { label: t`Protect the name`, sign: 'eye-off' },
    unprotect: { label: t`End name protection`, sign: 'eye' },
  }
  const deeds = deedsOn(record)
  const keeping = useKeepItem(record)
  const [, go] = useLocation()
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
  if (deeds.length + keeping.length + asking.length === 0) return null
  return (
    <>
      <Menu
        label={t`Actions`}
        sign="ellipsis-vertical"
        items={[
          ...asking,
          ...keeping,
          ...deeds.map((deed) => ({ key: deed, ...words[deed], onPick: () => setAsked(deed) })),
        ]}
      />
      {asked && <Ask deed={asked} record={record} onDone={() => setAsked(undefined)} />}
    </>
  )
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

function Ask({ deed, record, onDone }: { deed: Deed; record: RecordShape; onDone: () => void }) {
  const { t } = useLingui()
  const { type, id, version } = record
  const questions: Record<Deed, { title: ReactNode; text: ReactNode; yes: ReactNode; no: ReactNode; done: string }> = {
    close: {
      title: t`Close this record?`,
      text: t`Answers stay as they are. Whoever may reopen it can do so later.`,
      yes: t`Close`,
      no: t`Keep open`,
      done: t`Closed`,
    },
    reopen: {
      title: t`Reopen this record?`,
      text: t`Work on it goes on, and its history says who reopened it.`,
      yes: t`Reopen`,
      no: t`Leave closed`,
      done: t`Reopened`,
    },
    disable: {
      title: t`Disable this record?`,
      text: t`It leaves the lists and can be read only. Nothing is deleted.`,
      yes: t`Disable`,
      no: t`Keep`,
      done: t`Disabled`,
    },
    enable: {
      title: t`Enable this record?`,
      text: t`It comes back to the lists and can be changed again.`,
      yes: t`Enable`,
      no: t`Leave disabled`,
      done: t`Enabled`,
    },
    protect: {
      title: t`Protect this name?`,
      text: t`Others see dots instead of the name, in lists and exports too.`,
      yes: t`Protect`,
      no: t`Leave as it is`,
      done: t`Name protected`,
    },
    unprotect: {
      title: t`End name protection?`,
      text: t`Whoever may see names in this record will see this one.`,
      yes: t`End protection`,
      no: t`Keep protected`,
      done: t`Protection ended`,
    },
  }
  const words = questions[deed]
  const act = () => {
    onDone()
    const sent =
      deed === 'close'
        ? push('record.close', { type, id, date_closure: thisDay() }, version)
        : deed === 'reopen'
          ? push('record.reopen', { type, id }, version)
          : deed === 'disable'
            ? push('record.disable', { type, id }, version)
            : deed === 'enable'
              ? push('record.enable', { type, id }, version)
              : push('record.hide-name', { type, id, hidden: deed === 'protect' }, version)
    void sent.then(({ outcome }) => {
      if (outcome === 'waiting') tell(words.done, { aside: t`not received yet`, sign: 'on-device' })
      else if (outcome === 'refused') tell(t`The server did not take this. See above.`, { sign: 'attention' })
      else tell(words.done)
    })
  }
  return (
    <Dialog title={words.title} onClose={onDone}>
      <p>{words.text}</p>
      <DialogActions>
        <Button look="quiet" onClick={onDone}>
          {words.no}
        </Button>
        <Button look={deed === 'disable' ? 'harm' : 'main'} onClick={act}>
          {words.yes}
        </Button>
      </DialogActions>
    </Dialog>
  )
}
