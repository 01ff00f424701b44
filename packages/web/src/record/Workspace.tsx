// One form of a record at a time, to read or to write, with its thread beside it and the save bar beneath.
import { Trans, useLingui } from '@lingui/react/macro'
import type { Form } from '@primero/domain/configuration/bundle.ts'
import { type ReactNode, useEffect, useMemo, useRef, useSyncExternalStore } from 'react'
import { Link, useLocation } from 'wouter'
import { FormFields } from '../forms/FormFields.tsx'
import { FilesProvider, type Page, type PageFiles, PageProvider } from '../forms/page.ts'
import { ReadForm } from '../forms/ReadForm.tsx'
import { useOpenForm } from '../shell/openForms.ts'
import type { AppConfig, RecordType } from '../store/store.ts'
import { Icon } from '../ui/Icon.tsx'
import type { Editing } from './editing.ts'
import { FaultSummary } from './FaultSummary.tsx'
import { FormThread, Progress, type Tab } from './FormThread.tsx'
import { type Knot, knotOf, neighbours } from './navigation.ts'

export type WorkspaceProps = {
  config: AppConfig
  type: RecordType
  module: string
  editing: Editing
  forms: Form[]
  tabs: Tab[]
  /** Form or tab that the address names. */
  current: string
  edit: boolean
  hrefOf: (id: string, row?: string) => string
  page: Omit<Page, 'config' | 'type' | 'module' | 'answers' | 'remarks'>
  files: PageFiles
  /** Instead of a form: one of the tabs. */
  children?: ReactNode
  above?: ReactNode
  bar?: ReactNode
  aside?: ReactNode
  onEdit?: (() => void) | undefined
  onSave?: (() => void) | undefined
}

export function Workspace(props: WorkspaceProps) {
  const { config, type, module, editing, forms, current, edit, page, files, hrefOf } = props
  const { answers, remarks } = editing
  const found = useSyncExternalStore(remarks.subscribe, remarks.found)
  const shown = useSyncExternalStore(remarks.subscribe, remarks.shown)
  const data = answers.data()
  const knots = useMemo(
    () =>
      forms.map((form) =>
        knotOf(form, { data, found, shown, current, isWritable: page.writable, isClosed: page.closed }),
      ),
    [forms, data, found, shown, current, page.writable, page.closed],
  )
  const whole = useMemo<Page>(
    () => ({ ...page, config, type, module, answers, remarks }),
    [page, config, type, module, answers, remarks],
  )
  const form = forms.find((f) => f.id === current)
  const body = useRef<HTMLDivElement>(null)
  useKeys(props, form)
  useOpenForm(edit)
  return (
    <PageProvider value={whole}>
      <FilesProvider value={files}>
        <div className="rec">
          <FormThread {...{ config, type, module, knots, current }} tabs={props.tabs} hrefOf={(id) => hrefOf(id)} />
          <div className="stack form" ref={body}>
            {props.above}
            {form ? (
              <>
                <FormTop {...props} form={form} knots={knots} />
                {edit && (
                  <FaultSummary
                    faults={shown.filter((r) => r.severity === 'error')}
                    {...{ config, type, current, hrefOf }}
                  />
                )}
                {edit ? <FormFields key={form.id} form={form} /> : <ReadForm key={form.id} form={form} />}
                <Neighbours forms={forms} current={current} config={config} hrefOf={hrefOf} />
              </>
            ) : (
              props.children
            )}
            {props.bar}
          </div>
          {props.aside}
        </div>
      </FilesProvider>
    </PageProvider>
  )
}

function FormTop({ config, form, knots, current, edit, onEdit, page }: WorkspaceProps & { form: Form; knots: Knot[] }) {
  const knot = knots.find((k) => k.form.id === form.id)
  const number = new Intl.NumberFormat(config.locale)
  const [given, all] = [number.format(knot?.answered ?? 0), number.format(knot?.required ?? 0)]
  const mayWrite = onEdit && form.fields.some((f) => page.writable(f.name))
  const help = config.say(form.help)
  return (
    <div className="stack form-top">
      <Progress knots={knots} current={current} />
      <div className="h-row">
        <h2 className="page-title">{config.say(form.name)}</h2>
        {!edit && mayWrite && (
          <button className="btn" type="button" onClick={onEdit}>
            <Icon name="pen-line" />
            <Trans>Edit</Trans>
          </button>
        )}
      </div>
      {edit && (knot?.required ?? 0) > 0 && (
        <p className="meta">
          <Trans>
            {given} of {all} required answers. Save at any time.
          </Trans>
        </p>
      )}
      {knot?.readOnly && (
        <p className="meta row">
          <Icon name="lock" />
          <Trans>You can read this form, not change it.</Trans>
        </p>
      )}
      {help && edit && <p className="hint">{help}</p>}
    </div>
  )
}

type NextProps = Pick<WorkspaceProps, 'forms' | 'current' | 'config' | 'hrefOf'>

function Neighbours({ forms, current, config, hrefOf }: NextProps) {
  const { t } = useLingui()
  const { before, after } = neighbours(forms, current)
  return (
    <nav className="next" aria-label={t`Forms before and after`}>
      {before ? (
        <Link className="btn quiet" href={hrefOf(before.id)}>
          <Icon name="chevron-left" flip />
          {config.say(before.name)}
        </Link>
      ) : (
        <span />
      )}
      {after && (
        <Link className="btn" href={hrefOf(after.id)}>
          {config.say(after.name)}
          <Icon name="chevron-right" flip />
        </Link>
      )}
    </nav>
  )
}

/** Ctrl+S saves; Alt with the arrows leads to the form before and after. */
function useKeys({ forms, current, hrefOf, onSave, edit }: WorkspaceProps, form: Form | undefined): void {
  const [, navigate] = useLocation()
  useEffect(() => {
    const press = (e: KeyboardEvent) => {
      if ((e.ctrlKey || e.metaKey) && !e.shiftKey && e.code === 'KeyS' && edit && onSave) {
        e.preventDefault()
        onSave()
      }
      if (!e.altKey || !form || (e.key !== 'ArrowUp' && e.key !== 'ArrowDown')) return
      const { before, after } = neighbours(forms, current)
      const to = e.key === 'ArrowUp' ? before : after
      e.preventDefault()
      if (to) navigate(hrefOf(to.id))
    }
    window.addEventListener('keydown', press)
    return () => window.removeEventListener('keydown', press)
  }, [forms, current, hrefOf, onSave, edit, form, navigate])
}
