// A new record. It has its id and code from the first moment, so that it exists before any server knows of it.
import { Trans, useLingui } from '@lingui/react/macro'
import type { Form } from '@primero/domain/configuration/bundle.ts'
import { isUuid, isUuidV4 } from '@primero/domain/ids.ts'
import type { Data } from '@primero/domain/records/record.ts'
import type { IntentionArgs } from '@primero/domain/sync/intention.ts'
import { lazy, Suspense, useCallback, useEffect, useMemo, useRef, useState } from 'react'
import { Link, useLocation, useSearchParams } from 'wouter'
import { useTitle } from '../frame/title.ts'
import { addressOf, modulesOf } from '../kinds.ts'
import { may } from '../store/config.ts'
import {
  type AppConfig,
  attach,
  newUuid,
  put,
  type RecordType,
  saveDraft,
  thisDay,
  thisMoment,
  useConfig,
  useOutbox,
} from '../store/store.ts'
import { writableOnNew } from '../store/writableOnNew.ts'
import { RoomMissing } from '../states/RoomMissing.tsx'
import { Bones } from '../ui/Bones.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Tag } from '../ui/Tag.tsx'
import { tell } from '../ui/Toast.tsx'
import { answered, changesIn, editingOf } from './editing.ts'
import { ElsewherePage } from './ElsewhereNote.tsx'
import { focusField } from './focusField.ts'
import { firstToFill, formsFor } from './navigation.ts'
import './record.css'
import { OnItsForms } from './OnItsForms.tsx'
import { RecordHead } from './RecordHead.tsx'
import { RestoredNote } from './RestoredNote.tsx'
import { draftState, SaveBar, saveId } from './SaveBar.tsx'
import { type DraftValue, type HeldFile, stampOf, useDraftKeeping, useLoadedDraft } from './useDraft.ts'
import { fileOf, heldFiles } from './useFilesOf.ts'
import { useRowInAddress } from './useRowInAddress.ts'
import { useWriter } from './useWriter.ts'
import { Workspace } from './Workspace.tsx'

// A hint that comes while a name is typed, and hinders nobody where it does not come.
const DuplicateHint = lazy(() =>
  import('./DuplicateHint.tsx').then(
    (file) => ({ default: file.DuplicateHint }),
    () => ({ default: () => null }),
  ),
)
// Where a page went down while its record was on its way.
const PerhapsMade = lazy(() =>
  import('./PerhapsMade.tsx').then(
    (file) => ({ default: file.PerhapsMade }),
    () => ({ default: RoomMissing }),
  ),
)

/** The address holds the draft's id, the module and the form: a killed tab comes back to where it was. */
export function NewRecordPage({ type }: { type: RecordType }) {
  const { t } = useLingui()
  useTitle(type === 'case' ? t`New case` : type === 'incident' ? t`New incident` : t`New record`)
  const config = useConfig()
  const [params, setParams] = useSearchParams()
  const modules = modulesOf(config, type)
  const asked = params.get('module')
  const module = asked !== null && modules.includes(asked) ? asked : modules.length === 1 ? modules[0] : undefined
  const id = isUuidV4(params.get('draft')) ? (params.get('draft') ?? undefined) : undefined
  const mayMake = may(config, type, 'create') || (type === 'incident' && may(config, 'case', 'incident_from_case'))
  useEffect(() => {
    if (id !== undefined || module === undefined || !mayMake) return
    setParams(
      (now) => {
        now.set('draft', newUuid())
        now.set('module', module)
        return now
      },
      { replace: true },
    )
  }, [id, module, mayMake, setParams])
  if (!mayMake) return <NotMine />
  if (module === undefined) return <ModuleChoice config={config} modules={modules} />
  return id === undefined ? <Bones /> : <DraftOfNew key={id} {...{ type, id, module }} />
}

const NotMine = () => <EmptyState level={1} sign="lock" title={<Trans>Your role cannot make this</Trans>} />

function ModuleChoice({ config, modules }: { config: AppConfig; modules: string[] }) {
  const [params] = useSearchParams()
  if (modules.length === 0) return <NotMine />
  return (
    <div className="stack">
      <h1 tabIndex={-1}>
        <Trans>Which kind?</Trans>
      </h1>
      <div className="card list">
        {modules.map((id) => {
          const to = new URLSearchParams(params)
          to.set('module', id)
          return (
            <Link key={id} className="link" href={`?${to}`}>
              <span className="grow">{config.configuration.modules.get(id)?.name ?? id}</span>
            </Link>
          )
        })}
      </div>
    </div>
  )
}

type NewProps = { type: RecordType; id: string; module: string }

function DraftOfNew({ type, id, module }: NewProps) {
  const { turn, turns } = useWriter(`${type}/new/${id}`, true)
  const draft = useLoadedDraft(`${type}/new/${id}`, turns)
  const config = useConfig()
  const [params] = useSearchParams()
  const [unmade, setUnmade] = useState(false)
  if (turn === 'elsewhere') return <ElsewherePage />
  if (draft.state === 'loading' || turn === 'asking') return <Bones />
  if (draft.state === 'found' && draft.draft.sent && !unmade)
    return (
      <Suspense fallback={<Bones />}>
        <PerhapsMade {...{ type, id, module }} draft={draft.draft} onUnmade={() => setUnmade(true)} />
      </Suspense>
    )
  const kase = isUuid(params.get('case')) ? params.get('case') : null
  const start: DraftValue =
    draft.state === 'found' ? draft.draft : { data: firstAnswers(config, type, module, kase), base: {} }
  return (
    <OnItsForms key={stampOf(draft)} begun={draft.state === 'found' ? draft.config : undefined} open>
      <NewRecord
        {...{ type, id, module }}
        start={start}
        restored={draft.state === 'found'}
        caseId={typeof start.data['incident_case_id'] === 'string' ? start.data['incident_case_id'] : undefined}
      />
    </OnItsForms>
  )
}

/** The code, and what the configuration answers beforehand. */
function firstAnswers(config: AppConfig, type: RecordType, module: string, caseId: string | null): Data {
  const fields = config.configuration
    .formsOf(type)
    .filter((f) => f.modules.includes(module))
    .flatMap((f) => f.fields)
  const defaults = fields.flatMap((f): [string, string | number | boolean][] => {
    if (f.default === undefined || f.visible === false) return []
    if (f.type === 'date_field')
      return f.default === 'today' ? [[f.name, thisDay()]] : f.default === 'now' ? [[f.name, thisMoment()]] : []
    return [[f.name, f.default]]
  })
  return {
    ...Object.fromEntries(defaults),
    unique_identifier: newUuid(),
    module_id: module,
    ...(caseId === null ? {} : { incident_case_id: caseId }),
  }
}

function NewRecord({
  type,
  id,
  module,
  start,
  restored,
  caseId,
}: NewProps & { start: DraftValue; restored: boolean; caseId: string | undefined }) {
  const config = useConfig()
  const { t } = useLingui()
  const [, navigate] = useLocation()
  const [params] = useSearchParams()
  const { entries } = useOutbox()
  const today = thisDay()
  const [files, setFiles] = useState<HeldFile[]>(start.files ?? [])
  const [sent, setSent] = useState<Data>()
  // biome-ignore lint/correctness/useExhaustiveDependencies: one work space for as long as the draft is open
  const editing = useMemo(
    () => editingOf({ type, module, config, today }, restored ? start.base : start.data, start.data),
    [id],
  )
  useEffect(() => () => editing.remarks.end(), [editing])
  const { dirty, kept, finish } = useDraftKeeping(`${type}/new/${id}`, editing, config.version, 0, files)

  const forms = useMemo(
    () => writableForms(config, type, module, editing.answers.data()),
    [config, type, module, editing],
  )
  const names = useMemo(() => writableOnNew(config, type, module), [config, type, module])
  const writable = useCallback((name: string) => names.has(name), [names])
  const current = forms.find((f) => f.id === params.get('form'))?.id ?? firstToFill(forms)?.id ?? ''
  const hrefOf = useCallback(
    (form: string, row?: string) => {
      const to = new URLSearchParams({
        module,
        draft: id,
        form,
        ...(caseId ? { case: caseId } : {}),
        ...(row ? { row } : {}),
      })
      return `?${to}`
    },
    [module, id, caseId],
  )
  const [rowShown, showRow] = useRowInAddress()
  const below = useMemo(() => {
    const last = type === 'case' && nameFields.find((name) => names.has(name))
    return last
      ? {
          [last]: (
            <Suspense>
              <DuplicateHint config={config} answers={editing.answers} />
            </Suspense>
          ),
        }
      : {}
  }, [type, names, config, editing])
  const page = useMemo(
    () => ({
      today,
      writable,
      covered: false,
      closed: noneClosed,
      fresh: true,
      savedRows: noRows,
      rowShown,
      showRow,
      below,
    }),
    [today, writable, rowShown, showRow, below],
  )
  // biome-ignore lint/correctness/useExhaustiveDependencies: a form of its own comes to the top
  useEffect(() => {
    window.scrollTo(0, 0)
  }, [current])

  const born = entries.some(
    (e) => e.intention.name === 'record.create' && (e.intention.args as { id: string }).id === id,
  )
  const moving = useRef(false)
  useEffect(() => {
    if (!born || sent === undefined || moving.current) return
    moving.current = true
    const move = async () => {
      // Files and later answers are sealed with the record before their draft goes.
      for (const file of files) {
        const whole = await fileOf(file)
        if (whole) await attach(type, id, file.field, whole, { basedOn: 0 })
      }
      const now = editing.answers.data()
      const value: DraftValue = { data: now, base: sent }
      if (changesIn(sent, now).length > 0)
        await saveDraft(`${type}/${id}`, { config: config.version, basedOn: 0, value })
      await finish()
      const { id: at = '' } = document.activeElement ?? {}
      const focus = at.startsWith('f-') ? at : saveId
      navigate(`${addressOf(type, id)}/${current}?edit=1`, { replace: true, state: { saved: true, focus } })
    }
    void move()
  }, [born, sent, files, type, id, current, editing, config, finish, navigate])

  const save = () => {
    const now = editing.answers.data()
    const [first] = editing.remarks.touchAll().filter((r) => r.severity === 'error')
    if (first) {
      if (first.form !== current || first.path.length > 1) {
        navigate(hrefOf(first.form, first.path.length > 1 ? first.path[1] : undefined))
      }
      focusField(first.path)
      return
    }
    if (sent !== undefined) return
    // An incident of a case has its facts from there; a record of nobody helps nobody.
    if (caseId === undefined && files.length === 0 && changesIn(editing.base(), now).length === 0) {
      tell(t`Nothing is answered yet. Answer one question, then save.`, { sign: 'info' })
      return
    }
    setSent(now)
    const data = Object.fromEntries(
      Object.entries(answered(now)).filter(([name]) => names.has(name) || madeHere.has(name)),
    )
    const args: IntentionArgs<'record.create'> = { type, id, module, data }
    const value: DraftValue = { data: now, base: editing.base(), files, sent: true }
    void saveDraft(`${type}/new/${id}`, {
      config: config.version,
      basedOn: 0,
      value,
      files: files.map((f) => f.id),
    })
      .then(() => put('record.create', args, 0, config.version))
      .catch((e: unknown) => {
        // The device did not take it: it still stands here, to be saved again.
        setSent(undefined)
        throw e
      })
  }
  const discard = async () => {
    await finish()
    tell(t`Draft discarded`, { sign: 'undo-2' })
    navigate(type === 'incident' && caseId ? addressOf('case', caseId) : addressOf(type, '').replace(/\/$/, ''))
  }
  return (
    <>
      <RecordHead
        {...{ config, type }}
        data={editing.answers.data()}
        nameHidden={false}
        sync={
          <Tag>
            <Trans>New</Trans>
          </Tag>
        }
      />
      <Workspace
        {...{ config, type, module, editing, forms, current, hrefOf, page }}
        tabs={[]}
        edit
        files={heldFiles(files, setFiles)}
        onSave={save}
        above={
          <>
            {restored && <RestoredNote />}
            {caseId && (
              <p className="note">
                <span className="grow">
                  <Trans>
                    Age, sex and other facts of the case are copied in when you save, where you leave them empty.
                  </Trans>
                </span>
              </p>
            )}
          </>
        }
        bar={
          <SaveBar
            state={sent !== undefined ? 'saving' : dirty ? draftState(kept) : 'clean'}
            onSave={save}
            onDiscard={() => void discard()}
          />
        }
      />
    </>
  )
}

/** What this page itself puts into a record (domain/sync/intention.ts). */
const madeHere = new Set(['unique_identifier', 'incident_case_id'])

const noneClosed = () => false
const noRows: ReadonlySet<string> = new Set()

/** The hint about known persons stands under the last part of the name. */
const nameFields = ['name_last', 'name_first', 'name']

/** Forms in which this role may write; data-protection questions come first where the module asks for them. */
function writableForms(config: AppConfig, type: RecordType, module: string, data: Data): Form[] {
  const rights = Object.fromEntries(Object.entries(config.me.role.forms).filter(([, right]) => right === 'rw'))
  const forms = formsFor(config.configuration.formsOf(type), module, rights, data)
  const { options } = config.configuration.modules.get(module) ?? { options: {} as Record<string, unknown> }
  if (!Array.isArray(options['data_protection_case_create_field_names']) || type !== 'case') return forms
  const consent = typeof options['consent_form'] === 'string' ? options['consent_form'] : 'consent'
  return [...forms.filter((f) => f.id === consent), ...forms.filter((f) => f.id !== consent)]
}
