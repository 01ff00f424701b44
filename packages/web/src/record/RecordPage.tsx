// A record: read, edited, and what happened to it. One page for every type, fed by the configuration.
import { Trans, useLingui } from '@lingui/react/macro'
import type { Form } from '@primero/domain/configuration/bundle.ts'
import type { Data } from '@primero/domain/records/record.ts'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import { lazy, Suspense, useCallback, useEffect, useMemo, useState } from 'react'
import { useLocation, useSearchParams } from 'wouter'
import { useTitle } from '../frame/title.ts'
import { isNameOfPerson } from '../forms/page.ts'
import { addressOf } from '../kinds.ts'
import { lazyRoom } from '../loadRoom.tsx'
import { RoomMissing } from '../states/RoomMissing.tsx'
import { useConflicts } from '../store/conflicts.ts'
import { useIsKept } from '../store/keeping.ts'
import { withChanges } from '../store/overlay.ts'
import { type RecordType, thisDay, useConfig, useRecord } from '../store/store.ts'
import { Bones } from '../ui/Bones.tsx'
import { tell } from '../ui/Toast.tsx'
import { closedTo } from './closedTo.ts'
import { changesIn, editingOf, rowIds, stopping } from './editing.ts'
import { ElsewhereNote } from './ElsewhereNote.tsx'
import { focusField } from './focusField.ts'
import type { Tab } from './FormThread.tsx'
import { Glance } from './Glance.tsx'
import { firstToFill, formsFor } from './navigation.ts'
import { NoRecord } from './NoRecord.tsx'
import { OnItsForms } from './OnItsForms.tsx'
import { People } from './People.tsx'
import { ProtectedName } from './ProtectedName.tsx'
import './record.css'
import { KeptTag, RecordHead, SyncTag } from './RecordHead.tsx'
import { RecordMenu } from './RecordMenu.tsx'
import { RestoredNote } from './RestoredNote.tsx'
import { draftState, SaveBar, type SaveState } from './SaveBar.tsx'
import { type DraftValue, stampOf, useDraftKeeping, useLoadedDraft } from './useDraft.ts'
import { useFilesOf } from './useFilesOf.ts'
import { useRowInAddress } from './useRowInAddress.ts'
import { useNewerData, useSaving } from './useSaving.ts'
import { useUncovered } from './useUncovered.ts'
import { mayShare, ways } from '../store/sharingWays.ts'
import { useWriter, type Writer } from './useWriter.ts'
import { Work, workTabs } from './Work.tsx'
import { Workspace } from './Workspace.tsx'

export { NewRecordPage } from './NewRecordPage.tsx'

// Where claims met: it comes with the page that settles them.
const ConflictNote = lazy(() =>
  import('./ConflictNote.tsx').then(
    (file) => ({ default: file.ConflictNote }),
    () => ({ default: () => null }),
  ),
)

const IncidentsTab = lazy(() =>
  import('./IncidentsTab.tsx').then(
    (file) => ({ default: file.IncidentsTab }),
    () => ({ default: RoomMissing }),
  ),
)
const LazyReveal = lazyRoom(
  () => import('../office/RevealRoom.tsx'),
  () => null,
)

const LazySharing = lazyRoom(() => import('../sharing/SharingTab.tsx'), RoomMissing)
type RecordPageProps = { type: RecordType; id: string; form?: string | undefined }

export function RecordPage({ type, id, form }: RecordPageProps) {
  const { t } = useLingui()
  useTitle(type === 'case' ? t`Case` : type === 'incident' ? t`Incident` : t`Record`)
  const read = useRecord(type, id)
  const [params] = useSearchParams()
  const wished = params.has('edit')
  const { turn, turns } = useWriter(`${type}/${id}`, wished)
  const draft = useLoadedDraft(`${type}/${id}`, turns)
  // A page that opens to be written in is drawn once, not first to be read.
  const [asked, setAsked] = useState(!wished)
  useEffect(() => {
    if (turn !== 'asking') setAsked(true)
  }, [turn])
  if (!read.record || draft.state === 'loading' || !asked) return <NoRecord type={type} id={id} read={read} />
  return (
    <OnItsForms
      key={`${id}/${stampOf(draft)}`}
      begun={draft.state === 'found' ? draft.config : undefined}
      open={wished}
    >
      <OpenRecord
        record={read.record}
        pending={read.pending}
        form={form}
        draft={draft.state === 'found' ? draft.draft : undefined}
        turn={turn}
      />
    </OnItsForms>
  )
}

type OpenProps = {
  record: RecordShape
  pending: boolean
  form: string | undefined
  draft: DraftValue | undefined
  turn: Writer['turn']
}

function OpenRecord({ record, pending, form, draft, turn }: OpenProps) {
  const { id, type, module, version } = record
  const config = useConfig()
  const { t } = useLingui()
  const [, navigate] = useLocation()
  const [params, setParams] = useSearchParams()
  const data = record.data as Data
  const today = thisDay()
  const [restored, setRestored] = useState(draft !== undefined)
  // biome-ignore lint/correctness/useExhaustiveDependencies: one work space for as long as the record is open
  const editing = useMemo(
    () => editingOf({ type, module, config, today }, draft?.base ?? data, draft?.data ?? data),
    [id],
  )
  useEffect(() => () => editing.remarks.end(), [editing])
  const { dirty, kept, keep, drop } = useDraftKeeping(`${type}/${id}`, editing, config.version, version, noFiles)
  useNewerData(editing, data, dirty)
  const mayWrite = record.actions.includes('write') && data['record_state'] !== false
  const edit = mayWrite && params.has('edit') && turn === 'mine'
  const elsewhere = mayWrite && turn === 'elsewhere'
  const saving = useSaving(record, editing, pending, drop)
  const refused = saving.needsYou.filter((entry) => entry.state === 'refused')
  // What is kept here has its claims beside it: each pull brings them.
  const isKept = useIsKept(record)
  const claims = useConflicts(type, id, version > 0 && !isKept)
  const files = useFilesOf(type, record)
  const { uncovered, uncover, cover } = useUncovered()
  const covered = record.nameHidden && !uncovered

  const writableNames = useMemo(() => new Set(record.writable), [record.writable])
  const writable = useCallback((name: string) => mayWrite && writableNames.has(name), [mayWrite, writableNames])
  const forms = useMemo(
    () => formsFor(config.configuration.formsOf(type), module, config.me.role.forms, data),
    [config, type, module, data],
  )
  const tabs = useTabs(record)
  const current = form ?? 'glance'
  const work = workTabs.find((tab) => tab === current)
  const wished = params.has('edit')
  const hrefOf = useCallback(
    (to: string, row?: string) => {
      const at = addressOf(type, id)
      const path = to === 'glance' ? at : `${at}/${to}`
      const search = new URLSearchParams({
        ...(wished ? { edit: '1' } : {}),
        ...(row ? { row } : {}),
      }).toString()
      return search ? `${path}?${search}` : path
    },
    [type, id, wished],
  )
  const [rowShown, showRow] = useRowInAddress()
  const closed = useMemo(() => closedTo(config, record), [config, record])
  const savedRows = useMemo(() => rowIds(data), [data])
  const page = useMemo(
    () => ({ today, writable, fixed: record.fixed, covered, closed, fresh: false, savedRows, rowShown, showRow }),
    [today, writable, record.fixed, covered, closed, savedRows, rowShown, showRow],
  )
  const setEdit = (on: boolean) => {
    setParams(
      (now) => {
        if (on) now.set('edit', '1')
        else now.delete('edit')
        now.delete('row')
        return now
      },
      { replace: true },
    )
    window.scrollTo(0, 0)
  }
  const startEdit = () => {
    if (forms.some((f) => f.id === current)) setEdit(true)
    else navigate(`${addressOf(type, id)}/${firstToFill(forms)?.id ?? ''}?edit=1`)
  }
  const save = async () => {
    const changes = changesIn(editing.base(), editing.answers.data())
    const [first] = stopping(editing.remarks.touchAll(), changes)
    if (first) {
      if (first.form !== current || first.path.length > 1)
        navigate(hrefOf(first.form, first.path.length > 1 ? first.path[1] : undefined))
      focusField(first.path)
      return
    }
    setRestored(false)
    await saving.save()
  }
  const discard = async () => {
    editing.answers.replace(editing.base())
    setRestored(false)
    await drop()
    tell(t`Draft discarded`, { sign: 'undo-2' })
  }
  const name = nameOn(config.configuration.formsOf(type), record)

  const state: SaveState = dirty && saving.state !== 'saving' ? draftState(kept) : saving.state
  return (
    <>
      <RecordHead
        {...{ config, type, data }}
        nameHidden={record.nameHidden}
        sync={
          <>
            <SyncTag pending={pending} needsYou={saving.needsYou.length > 0} />
            <KeptTag type={type} id={id} />
          </>
        }
        menu={<RecordMenu record={record} />}
      />
      <Workspace
        {...{ config, type, module, editing, forms, tabs, edit, hrefOf, page, files }}
        current={work === 'print' ? 'timeline' : current}
        onEdit={mayWrite ? startEdit : undefined}
        onSave={save}
        above={
          <>
            {(record.alerts || data['status'] === 'closed' || data['record_state'] === false) && (
              <Suspense>
                <Work show="above" record={record} />
              </Suspense>
            )}
            {elsewhere && <ElsewhereNote />}
            <Suspense>
              <ConflictNote
                open={claims.open}
                own={saving.needsYou.some((e) => e.state === 'conflict')}
                to={`${addressOf(type, id)}/conflicts`}
              />
            </Suspense>
            {refused.map((entry) => (
              <Suspense key={entry.intention.id}>
                <Work
                  show="refusal"
                  record={record}
                  entry={entry}
                  onPutBack={async (changes) => {
                    const now = editing.answers.data()
                    editing.answers.replace(withChanges(now, changes))
                    setEdit(true)
                    await keep()
                  }}
                />
              </Suspense>
            ))}
            {dirty && !edit && !elsewhere && mayWrite && <DraftNote onGoOn={startEdit} onDiscard={discard} />}
            {dirty && edit && restored && <RestoredNote />}
            {config.me.role.identity === 'reveal' && version > 0 && (
              <Suspense>
                <LazyReveal type={type} id={id} />
              </Suspense>
            )}
            {record.nameHidden && name !== 'empty' && (
              <ProtectedName known={name === 'known'} uncovered={uncovered} onShow={uncover} onHide={cover} />
            )}
          </>
        }
        bar={
          edit &&
          forms.some((f) => f.id === current) && (
            <SaveBar state={state} onSave={save} onDiscard={discard} onLeave={() => setEdit(false)} />
          )
        }
        aside={<People {...{ config, record, data }} />}
      >
        {work ? (
          <Suspense fallback={<Bones lines={4} marks={false} />}>
            <Work show={work} {...{ record, forms, hrefOf }} />
          </Suspense>
        ) : current === 'sharing' || current === 'consents' ? (
          <Suspense fallback={<Bones lines={4} marks={false} />}>
            <LazySharing record={record} tab={current} />
          </Suspense>
        ) : current === 'incident_from_case' ? (
          <Suspense fallback={<Bones lines={4} marks={false} />}>
            <IncidentsTab caseId={id} module={module} />
          </Suspense>
        ) : current === 'glance' ? (
          <Glance
            config={config}
            record={record}
            forms={forms}
            hrefOf={hrefOf}
            onEdit={mayWrite ? startEdit : undefined}
          />
        ) : (
          <p className="meta">
            <Trans>There is no such form here for you.</Trans>
          </p>
        )}
      </Workspace>
    </>
  )
}

/** Is the protected name in this person's hands, out of their reach, or not recorded at all? */
function nameOn(forms: Form[], record: RecordShape): 'known' | 'closed' | 'empty' {
  const names = forms
    .flatMap((f) => f.fields)
    .filter(isNameOfPerson)
    .map((f) => f.name)
  if (names.some((n) => record.data[n] && record.data[n] !== '*******')) return 'known'
  return names.some((n) => record.writable.includes(n)) ? 'empty' : 'closed'
}

const noFiles: never[] = []

function useTabs(record: RecordShape): Tab[] {
  const { t } = useLingui()
  const { actions, type, shares = [], consents, flags = [] } = record
  const isCase = type === 'case'
  const all: [tab: Tab, isHis: boolean][] = [
    [{ id: 'glance', label: t`At a glance` }, true],
    [{ id: 'timeline', label: t`Timeline` }, true],
    [{ id: 'approvals', label: t`Approvals` }, isCase && actions.some((action) => /approv/.test(action))],
    [
      { id: 'flags', label: t`Flags`, count: flags.filter(({ resolved }) => !resolved).length },
      flags.length > 0 || actions.includes('flag'),
    ],
    [{ id: 'incident_from_case', label: t`Incidents` }, isCase && actions.includes('view_incident_from_case')],
    [
      { id: 'sharing', label: t`Sharing`, count: shares.length },
      shares.length > 0 || ways.some((way) => mayShare(record, way)),
    ],
    [{ id: 'consents', label: t`Consents`, count: consents?.length ?? 0 }, consents !== undefined],
    [{ id: 'related', label: t`Related cases` }, isCase && actions.includes('view_case_relationships')],
    [{ id: 'change_logs', label: t`Change log` }, actions.includes('change_log')],
  ]
  return all.flatMap(([tab, isHis]) => (isHis ? tab : []))
}

function DraftNote({ onGoOn, onDiscard }: { onGoOn: () => void; onDiscard: () => void }) {
  return (
    <div className="note warn">
      <div className="grow">
        <b>
          <Trans>You have a draft that is not saved</Trans>
        </b>
        <p>
          <Trans>It is kept on this device only.</Trans>
        </p>
      </div>
      <span className="row">
        <button className="btn small" type="button" onClick={onGoOn}>
          <Trans>Go on</Trans>
        </button>
        <button className="btn quiet small" type="button" onClick={onDiscard}>
          <Trans>Discard</Trans>
        </button>
      </span>
    </div>
  )
}
