// A link for a provider without an account: what stands in its package, the address and the code, each told once and sent
// by different ways, and its end.
import { Trans, useLingui } from '@lingui/react/macro'
import { isBlank } from '@primero/domain/forms/answer.ts'
import type { Data } from '@primero/domain/records/record.ts'
import type { RecordShape, ShareShape } from '@primero/domain/sync/protocol.ts'
import { linkDays } from '@primero/domain/workflow/one-time-link.ts'
import { useEffect, useState } from 'react'
import { momentInWords } from '../forms/dates.ts'
import { answerWords } from '../forms/words.ts'
import { newUuid, useConfig } from '../store/store.ts'
import { endLink, fetchLinks, type KeptLink, type Links, makeCode, makeLink } from '../sync/links.ts'
import { Bones } from '../ui/Bones.tsx'
import { Button } from '../ui/Button.tsx'
import { Dialog } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { NotDone } from './NotDone.tsx'
import { Picks } from './Picks.tsx'
import { useDoing } from './useDoing.ts'
import { linkWords } from './words.ts'

/** Ticked until somebody says otherwise: what whoever helps must know first. */
const usual: readonly string[] = ['age', 'sex', 'language']
const open: readonly KeptLink['state'][] = ['made', 'coded', 'opened', 'accepted', 'locked']

type SheetProps = { record: RecordShape; share: ShareShape; onClose: () => void }
/** Shown once, and gone with the sheet. */
type Once = { address?: string; code?: string }

export function LinkSheet({ record, share, onClose }: SheetProps) {
  const [links, setLinks] = useState<Links>()
  const [once, setOnce] = useState<Once>({})
  // A second link would end the first, whose address is told only once.
  const { failure, fail, doing } = useDoing(() => load())
  const load = (): Promise<void> => fetchLinks(share.id).then(setLinks, fail)
  // biome-ignore lint/correctness/useExhaustiveDependencies: whose links they are
  useEffect(() => void load(), [share.id])
  const current = links?.links.find(({ state }) => open.includes(state))
  return (
    <Dialog sheet title={<Trans>Link for the provider</Trans>} onClose={onClose}>
      <p className="prose">
        <Trans>They see a short package, never the case. Each time they look is written down.</Trans>
      </p>
      {failure && <NotDone failure={failure} />}
      {!links && !failure && <Bones lines={3} marks={false} />}
      <Shown once={once} />
      {current && (
        <Current
          link={current}
          onCode={() => doing(() => makeCode(current.id).then((code) => setOnce((now) => ({ ...now, code }))))}
          onEnd={() => doing(() => endLink(current.id).then(() => setOnce({})))}
        />
      )}
      {links?.mayMake && !once.address && (
        <Make
          record={record}
          fields={links.fields}
          isAnew={current !== undefined}
          onMake={(terms) =>
            doing(() =>
              makeLink({ id: newUuid(), transition: share.id, ...terms }).then((address) => setOnce({ address })),
            )
          }
        />
      )}
    </Dialog>
  )
}

function Shown({ once: { address, code } }: { once: Once }) {
  return (
    <>
      {address && (
        <Field label={<Trans>The link: send it to them</Trans>} hint={<Trans>It is shown only now.</Trans>}>
          {(control) => <input {...control} readOnly dir="ltr" value={address} onFocus={(e) => e.target.select()} />}
        </Field>
      )}
      {code && (
        <Field
          label={<Trans>The code: read it out to them</Trans>}
          hint={<Trans>Not by the way that the link went. It is shown only now.</Trans>}
        >
          {(control) => <input {...control} readOnly dir="ltr" value={code} onFocus={(e) => e.target.select()} />}
        </Field>
      )}
    </>
  )
}

function Current({ link, onCode, onEnd }: { link: KeptLink; onCode: () => void; onEnd: () => void }) {
  const { t } = useLingui()
  const { locale } = useConfig()
  return (
    <div className="stack">
      <p>
        <b>{t(linkWords[link.state])}</b>{' '}
        <span className="meta">
          <Trans>open until {momentInWords(link.until, locale)}</Trans>
        </span>
      </p>
      <div className="row">
        <Button small onClick={onCode}>
          {link.state === 'made' ? <Trans>Make the code</Trans> : <Trans>Make a new code</Trans>}
        </Button>
        <Button small look="quiet" onClick={onEnd}>
          <Trans>End the link</Trans>
        </Button>
      </div>
    </div>
  )
}

type MakeProps = {
  record: RecordShape
  fields: readonly string[]
  isAnew: boolean
  onMake: (terms: { days: number; fields: string[]; contact: string }) => void
}

function Make({ record, fields, isAnew, onMake }: MakeProps) {
  const config = useConfig()
  const data = record.data as Data
  const options = fields.flatMap((name) => {
    const field = config.configuration.fieldOf('case', name)
    if (!field || isBlank(data[name])) return []
    return [{ id: name, label: `${config.say(field.label) || name}: ${answerWords(config, field, data[name])}` }]
  })
  const [chosen, setChosen] = useState(usual.filter((name) => fields.includes(name)))
  const [days, setDays] = useState<number>(linkDays.usual)
  const [contact, setContact] = useState('')
  return (
    <details className="share-form" open={!isAnew}>
      <summary>
        <span className="grow">{isAnew ? <Trans>Make another link</Trans> : <Trans>Make a link</Trans>}</span>
      </summary>
      <div className="stack">
        {isAnew && (
          <p className="hint">
            <Trans>The one before ends.</Trans>
          </p>
        )}
        <Picks
          legend={<Trans>What they see beside the service and your notes</Trans>}
          options={options}
          chosen={chosen.filter((name) => options.some(({ id }) => id === name))}
          onChange={setChosen}
        />
        <Field label={<Trans>How they reach you</Trans>}>
          {(control) => (
            <input
              {...control}
              dir="auto"
              maxLength={200}
              autoComplete="off"
              value={contact}
              onChange={(e) => setContact(e.target.value)}
            />
          )}
        </Field>
        <Field label={<Trans>For how many days</Trans>}>
          {(control) => (
            <input
              {...control}
              type="number"
              min={1}
              max={linkDays.most}
              value={days}
              onChange={(e) => setDays(Math.min(linkDays.most, Math.max(1, Number(e.target.value) || 1)))}
            />
          )}
        </Field>
        <Button
          look="main"
          onClick={() =>
            onMake({ days, fields: chosen.filter((name) => options.some(({ id }) => id === name)), contact })
          }
        >
          <Trans>Make the link</Trans>
        </Button>
      </div>
    </details>
  )
}
