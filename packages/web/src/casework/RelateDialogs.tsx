// A case is linked to another that its author finds among those he may read, or such a link is removed with a reason.
import { Trans, useLingui } from '@lingui/react/macro'
import type { Data } from '@primero/domain/records/record.ts'
import type { RecordShape, RelationshipShape, SearchRequest } from '@primero/domain/sync/protocol.ts'
import { useMemo, useState } from 'react'
import { Person } from '../lists/Person.tsx'
import { modeOf, shortest, tidy } from '../lists/searchMode.ts'
import { ShowNames, useNames } from '../lists/ShowNames.tsx'
import { useQuiet } from '../lists/useListSearch.ts'
import { codeOf } from '../record/person.ts'
import { useWriting } from '../record/useWriting.ts'
import { newUuid, put, useConfig, useSearch } from '../store/store.ts'
import { Button } from '../ui/Button.tsx'
import { Code } from '../ui/Code.tsx'
import { Dialog, DialogActions } from '../ui/Dialog.tsx'
import { Field } from '../ui/Field.tsx'
import { LongText } from '../ui/LongText.tsx'
import { kinshipOf, offered } from './kinships.ts'
import { tellDone } from './tellDone.ts'

type DialogProps = { record: RecordShape; onDone: () => void }

export function RelateDialog({ record, onDone }: DialogProps) {
  const { t } = useLingui()
  const { id, version } = record
  const { isReady, send } = useWriting(record, 'related/new', {}, onDone)
  const [text, setText] = useState('')
  const [other, setOther] = useState('')
  const [as, setAs] = useState<(typeof offered)[number] | ''>('')
  const [isAsked, setAsked] = useState(false)
  const act = (): void => {
    setAsked(true)
    if (other === '' || as === '') return
    const args = { type: 'case' as const, id, relationship: newUuid(), other, as }
    void send(
      () => put('relationship.add', args, version),
      (outcome) => tellDone(outcome, t`Case linked`),
    )
  }
  if (!isReady) return null
  return (
    <Dialog title={t`Add a related case`} onClose={onDone}>
      <Field
        label={<Trans>Find the other case</Trans>}
        hint={<Trans>A code or a name, three letters or more. Only cases that you may read are found.</Trans>}
        required
        error={isAsked && other === '' ? t`Choose a case.` : undefined}
      >
        {(control) => (
          <input
            {...control}
            type="search"
            dir="auto"
            autoComplete="off"
            spellCheck={false}
            maxLength={200}
            value={text}
            onChange={(e) => {
              setText(e.target.value)
              setOther('')
            }}
          />
        )}
      </Field>
      <Found text={text} not={id} chosen={other} onChoose={setOther} />
      <Field
        label={<Trans>The other one is</Trans>}
        required
        error={isAsked && as === '' ? t`Say how they are related.` : undefined}
      >
        {(control) => (
          <select {...control} value={as} onChange={(e) => setAs(e.target.value as typeof as)}>
            <option value="">{t`Choose`}</option>
            {offered.map((type) => (
              <option key={type} value={type}>
                {t(kinshipOf(type))}
              </option>
            ))}
          </select>
        )}
      </Field>
      <DialogActions>
        <Button look="quiet" onClick={onDone}>
          <Trans>Not now</Trans>
        </Button>
        <Button look="main" onClick={act}>
          <Trans>Link the cases</Trans>
        </Button>
      </DialogActions>
    </Dialog>
  )
}

type FoundProps = { text: string; not: string; chosen: string; onChoose: (id: string) => void }

/** Nothing is asked before there is something to ask. */
function Found({ text, ...rest }: FoundProps) {
  const asked = tidy(useQuiet(text, 350))
  return (
    <div role="status" className="stack">
      {asked.length >= shortest && <Hits asked={asked} {...rest} />}
    </div>
  )
}

function Hits({ asked, not, chosen, onChoose }: Omit<FoundProps, 'text'> & { asked: string }) {
  const config = useConfig()
  const by = config.me.role.identity === 'none' ? 'id' : modeOf(asked)
  const request = useMemo<SearchRequest>(
    () => ({ type: 'case', query: { text: asked, by }, filters: [], page: 1, per: 6 }),
    [asked, by],
  )
  const { reply, state, local } = useSearch(request)
  const rows = (reply?.rows ?? []).filter((row) => row.id !== not)
  const names = useNames()
  return (
    <>
      {rows.some(({ data }) => isName(data['name'])) && (
        <div className="row">
          <ShowNames names={names} />
        </div>
      )}
      {reply && rows.length === 0 && (
        <p className="meta">
          <Trans>Nothing found</Trans>
        </p>
      )}
      {!reply && state !== 'loading' && (
        <p className="meta">
          <Trans>This could not be loaded</Trans>
        </p>
      )}
      {local && (
        <p className="meta">
          <Trans>Those on this device</Trans>
        </p>
      )}
      {rows.map((row) => {
        const data = row.data as Data
        return (
          <label key={row.id} className="pick">
            <input type="radio" name="other" checked={chosen === row.id} onChange={() => onChoose(row.id)} />
            <span className="grow">
              <Code>{codeOf(data)}</Code>{' '}
              {!names.covered && isName(data['name']) && <bdi translate="no">{data['name']}</bdi>}
              <span className="below">
                <Person config={config} data={data} />
              </span>
            </span>
          </label>
        )
      })}
    </>
  )
}

/** One that is hidden from this person comes as stars. */
const isName = (said: unknown): said is string => typeof said === 'string' && /[^*]/.test(said)

export function UnrelateDialog({ record, link, onDone }: DialogProps & { link: RelationshipShape }) {
  const { t } = useLingui()
  const { id, version } = record
  const { isReady, said, set, send } = useWriting(record, `related/${link.id}`, { why: '' }, onDone)
  const { why } = said
  const [isAsked, setAsked] = useState(false)
  const isMissing = why.trim() === ''
  const act = (): void => {
    setAsked(true)
    if (isMissing) return
    const args = { type: 'case' as const, id, relationship: link.id, why: why.trim() }
    void send(
      () => put('relationship.remove', args, version),
      (outcome) => tellDone(outcome, t`Link removed`),
    )
  }
  if (!isReady) return null
  return (
    <Dialog title={t`Remove this link?`} onClose={onDone}>
      <p>
        <Trans>Both cases stay as they are. The link stays in sight among the removed ones.</Trans>
      </p>
      <Field
        label={<Trans>Why it is removed</Trans>}
        hint={<Trans>Whoever reads both cases reads this. No name.</Trans>}
        required
        error={isAsked && isMissing ? t`Say why it is removed.` : undefined}
      >
        {(control) => (
          <LongText control={control} rows={3} most={500} value={why} onText={(text) => set({ why: text })} />
        )}
      </Field>
      <DialogActions>
        <Button look="quiet" onClick={onDone}>
          <Trans>Not now</Trans>
        </Button>
        <Button look="main" onClick={act}>
          <Trans>Remove</Trans>
        </Button>
      </DialogActions>
    </Dialog>
  )
}
