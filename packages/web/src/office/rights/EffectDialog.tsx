// What a change would do, before it is saved: who it is for, what appears and vanishes, which records more or fewer.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Role } from '@primero/domain/configuration/bundle.ts'
import { useEffect, useState } from 'react'
import { Refused } from '../../sync/http.ts'
import { Bones } from '../../ui/Bones.tsx'
import { Button } from '../../ui/Button.tsx'
import { Dialog, DialogActions } from '../../ui/Dialog.tsx'
import { Note } from '../../ui/Note.tsx'
import { faultsOf } from '../parts/faults.ts'
import { TroubleNote } from '../parts/OfficeFields.tsx'
import { type FormTrouble, troubleOf } from '../parts/useOfficeForm.ts'
import { DangerNotes } from './DangerNotes.tsx'
import { Differences, type Names } from './Difference.tsx'
import { FieldChanges } from './FieldChanges.tsx'
import { type Choices, type Effect, effectOf, saveRole } from './rights.ts'
import { resourceWords } from './rightWords.ts'

export function EffectDialog({
  role,
  before,
  choices,
  onClose,
  onAgain,
  onSaved,
}: {
  role: Role
  /** Undefined for a new one. */
  before: Role | undefined
  choices: Choices
  onClose: () => void
  /** Asks what stands now. */
  onAgain: () => void
  onSaved: (role: Role) => void
}) {
  const [effect, setEffect] = useState<Effect>()
  const [trouble, setTrouble] = useState<FormTrouble>()
  const [faults, setFaults] = useState<string[]>([])
  const [isBusy, setBusy] = useState(false)
  const fail = (e: unknown): void => {
    const named = e instanceof Refused ? faultsOf(e).map(({ word, field }) => word || field) : []
    setFaults(named)
    if (e instanceof Refused && e.code === 'changed-elsewhere') setTrouble('changed')
    else if (named.length === 0) setTrouble(troubleOf(e))
  }
  // biome-ignore lint/correctness/useExhaustiveDependencies: asked once, for the role that it was opened with
  useEffect(() => {
    effectOf(role, before === undefined).then(setEffect, fail)
  }, [])
  const save = async (): Promise<void> => {
    setBusy(true)
    setTrouble(undefined)
    try {
      onSaved(await saveRole(role, before))
      onClose()
    } catch (e) {
      setBusy(false)
      fail(e)
    }
  }
  const names: Names = {
    modules: new Map(choices.modules.map(({ id, name }) => [id, name])),
    forms: new Map(choices.forms.map(({ id, label }) => [id, label])),
  }
  const mayNot = effect?.answer === 'forbidden'
  return (
    <Dialog title={<Trans>What this does</Trans>} onClose={onClose} closable={!isBusy}>
      {trouble && <TroubleNote of={trouble} />}
      {faults.length > 0 && <Faults words={faults} />}
      {effect === undefined && !trouble && faults.length === 0 && <Bones lines={3} marks={false} />}
      {effect && <EffectWords effect={effect} names={names} isNew={before === undefined} />}
      {mayNot && (
        <Note hue="guard" sign="lock" title={<Trans>Your role does not cover this. Nothing can be saved.</Trans>} />
      )}
      <DialogActions>
        <Button look="quiet" onClick={onClose}>
          <Trans>Keep editing</Trans>
        </Button>
        {trouble === 'changed' ? (
          <Button
            look="main"
            onClick={() => {
              onClose()
              onAgain()
            }}
          >
            <Trans>See what stands now</Trans>
          </Button>
        ) : (
          effect &&
          !mayNot && (
            <Button look="main" {...(isBusy ? { busy: <Trans>Saving</Trans> } : {})} onClick={() => void save()}>
              <Trans>Save this role</Trans>
            </Button>
          )
        )}
      </DialogActions>
    </Dialog>
  )
}

function Faults({ words }: { words: readonly string[] }) {
  const { t } = useLingui()
  const sentences: Record<string, string> = {
    "can't be blank": t`The role needs a name.`,
    'errors.models.role.unique_name': t`Another role has this name.`,
    'errors.models.role.permission_presence': t`The role needs at least one right.`,
  }
  return (
    <Note hue="bad" alert title={<Trans>It cannot be saved like this.</Trans>}>
      {words.map((word) => (
        <p key={word}>{sentences[word] ?? t`Something in it cannot be taken as it is.`}</p>
      ))}
    </Note>
  )
}

function EffectWords({ effect, names, isNew }: { effect: Effect; names: Names; isNew: boolean }) {
  const { gained, lost, beyond, answer } = effect
  return (
    <div className="stack rights-effect">
      {!isNew && (
        <p>
          <Plural
            value={effect.enabled}
            _0="Nobody who may come in holds this role now."
            one="# person is affected, at the next contact."
            other="# people are affected, at the next contact."
          />
        </p>
      )}
      <DangerNotes dangers={effect.newDangers} />
      {answer === 'flagged' && beyond.length > 0 && (
        <Note hue="warn" title={<Trans>This is more than you have yourself</Trans>}>
          <Trans>You may save it. The others who administer roles are told, and the audit keeps it.</Trans>
        </Note>
      )}
      {gained.length + lost.length + effect.fields.length === 0 && (
        <p>
          <Trans>Nobody may more or less than before.</Trans>
        </p>
      )}
      {gained.length > 0 && (
        <section className="stack">
          <h3>
            <Trans>They may from now on</Trans>
          </h3>
          <Differences words={gained} names={names} kind="gained" />
        </section>
      )}
      {lost.length > 0 && (
        <section className="stack">
          <h3>
            <Trans>They may no longer</Trans>
          </h3>
          <Differences words={lost} names={names} kind="lost" />
        </section>
      )}
      <RecordCounts records={effect.records} />
      <FieldChanges fields={effect.fields} names={names} />
    </div>
  )
}

function RecordCounts({ records }: { records: Effect['records'] }) {
  const { t, i18n } = useLingui()
  if (records.length === 0) return null
  const about = (n: number): string => (n === 0 ? t`none` : n < 5 ? t`fewer than 5` : i18n.number(n))
  const range = ({ least, most }: { least: number; most: number }): string =>
    least === most ? about(least) : t`${about(least)} to ${about(most)}`
  return (
    <section className="stack">
      <h3>
        <Trans>Records that one person reaches</Trans>
      </h3>
      <table className="rights-counts">
        <thead>
          <tr>
            <th scope="col">
              <Trans>Records</Trans>
            </th>
            <th scope="col">
              <Trans>Now</Trans>
            </th>
            <th scope="col">
              <Trans>Then</Trans>
            </th>
          </tr>
        </thead>
        <tbody>
          {records.map(({ type, before, after }) => (
            <tr key={type}>
              <th scope="row">{resourceWords[type] ? t(resourceWords[type]) : type}</th>
              <td>{range(before)}</td>
              <td>{range(after)}</td>
            </tr>
          ))}
        </tbody>
      </table>
      <p className="meta">
        <Trans>About, and for some of the people: no record is shown here.</Trans>
      </p>
    </section>
  )
}
