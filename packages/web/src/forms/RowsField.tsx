// Rows of a subform: a card with one line each; a row opens in a sheet. Removing leaves a line with Undo until save.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Form } from '@primero/domain/configuration/bundle.ts'
import type { Row } from '@primero/domain/records/record.ts'
import { useEffect, useRef, useState, useSyncExternalStore } from 'react'
import { newUuid } from '../store/store.ts'
import { Icon } from '../ui/Icon.tsx'
import { rowsAt, useAnswer } from './answers.ts'
import { coveredWords, type FieldProps, idOf, usePage } from './page.ts'
import { keyOf } from './remarks.ts'
import { RowSheet } from './RowSheet.tsx'
import { inOrder, isEmptyRow, summaryOf } from './rows.ts'
import { rowWords } from './words.ts'

export function RowsField({ field, path }: FieldProps) {
  const { answers, config, fixed, rowShown, showRow } = usePage()
  const { t } = useLingui()
  useAnswer(answers, path)
  const form = config.configuration.rowsOf(field)
  const top = path.length === 1
  const [nested, setNested] = useState<string>()
  const open = top ? rowShown : nested
  const setOpen = top ? showRow : setNested
  const heading = useRef<HTMLHeadingElement>(null)
  const key = path.join('/')
  const [, redraw] = useState(0)
  if (!form) return null
  const rows = rowsAt(answers.data(), path)
  const gone = answers.removed.get(key) ?? []
  const name = config.say(field.label)

  const add = () => {
    const row: Row = { unique_id: newUuid() }
    answers.set(path, [...rows, row])
    setOpen(row.unique_id)
  }
  const remove = (row: Row) => {
    const index = rows.indexOf(row)
    // An empty row leaves nothing to bring back.
    if (!isEmptyRow(row)) answers.removed.set(key, [...gone, { row, index }])
    answers.set(
      path,
      rows.filter((r) => r !== row),
    )
    heading.current?.focus()
  }
  const undo = (row: Row, index: number) => {
    answers.removed.set(
      key,
      gone.filter((g) => g.row !== row),
    )
    answers.set(path, [...rows.slice(0, index), row, ...rows.slice(index)])
    redraw((n) => n + 1)
  }
  const close = () => {
    const row = rowsAt(answers.data(), path).find((r) => r.unique_id === open)
    setOpen(undefined)
    if (row && isEmptyRow(row))
      answers.set(
        path,
        rowsAt(answers.data(), path).filter((r) => r !== row),
      )
  }
  const shown = rows.find((r) => r.unique_id === open)
  const help = config.say(field.help)
  return (
    <section className="stack sep rows-field" aria-labelledby={idOf(path)}>
      <div className="h-row">
        <h3 id={idOf(path)} tabIndex={-1} ref={heading}>
          {name}{' '}
          {rows.length > 0 && <span className="tag">{new Intl.NumberFormat(config.locale).format(rows.length)}</span>}
        </h3>
        {fixed?.includes(key) || (
          <button className="btn small" type="button" aria-label={t`Add: ${name}`} onClick={add}>
            <Icon name="plus" />
            <Trans>Add</Trans>
          </button>
        )}
      </div>
      {help && <p className="hint">{help}</p>}
      {rows.length + gone.length === 0 ? (
        <p className="meta">
          <Trans>Nothing here yet.</Trans>
        </p>
      ) : (
        <ul className="card list">
          {inOrder(field, rows, config.locale).map((row) => (
            <RowLine
              key={row.unique_id}
              form={form}
              row={row}
              number={rows.indexOf(row) + 1}
              path={[...path, row.unique_id]}
              onEdit={() => setOpen(row.unique_id)}
              onRemove={() => remove(row)}
            />
          ))}
          {gone.map(({ row, index }) => (
            <GoneLine key={row.unique_id} form={form} row={row} onUndo={() => undo(row, index)} />
          ))}
        </ul>
      )}
      {shown && (
        <RowSheet
          form={form}
          title={name}
          path={[...path, shown.unique_id]}
          onClose={close}
          onRemove={() => {
            setOpen(undefined)
            remove(shown)
          }}
        />
      )}
    </section>
  )
}

type LineProps = {
  form: Form
  row: Row
  number: number
  path: string[]
  onEdit: () => void
  onRemove: () => void
}

function RowLine({ form, row, number, path, onEdit, onRemove }: LineProps) {
  const { config, covered, remarks, savedRows } = usePage()
  const { t } = useLingui()
  const summary = summaryOf(form, row, (f, r) => coveredWords(covered, f, rowWords(config, f, r[f.name], r)))
  const title = summary.title || t`Row ${number}`
  const prefix = `${path.join('/')}/`
  const toFix = useSyncExternalStore(
    remarks.subscribe,
    () => remarks.shown().filter((r) => r.severity === 'error' && `${keyOf(r.path)}/`.startsWith(prefix)).length,
  )
  const isNew = path.length === 2 && !savedRows.has(row.unique_id)
  return (
    <li className="sub">
      <div>
        <b>
          <bdi>{title}</bdi>
        </b>
        {summary.rest.length > 0 && (
          <span className="meta below">
            <bdi>{summary.rest.join(' · ')}</bdi>
          </span>
        )}
        {(isNew || toFix > 0) && (
          <span className="row tags">
            {isNew && (
              <span className="tag warn">
                <Icon name="on-device" />
                <Trans>New</Trans>
              </span>
            )}
            {toFix > 0 && (
              <span className="tag bad">
                <Icon name="attention" />
                <Plural value={toFix} one="# to fix" other="# to fix" />
              </span>
            )}
          </span>
        )}
      </div>
      <span className="row tight">
        <button className="btn quiet icon" type="button" aria-label={t`Edit ${title}`} onClick={onEdit}>
          <Icon name="pen-line" />
        </button>
        <button className="btn quiet icon" type="button" aria-label={t`Remove ${title}`} onClick={onRemove}>
          <Icon name="trash-2" />
        </button>
      </span>
    </li>
  )
}

function GoneLine({ form, row, onUndo }: { form: Form; row: Row; onUndo: () => void }) {
  const { config, covered } = usePage()
  const summary = summaryOf(form, row, (f, r) => coveredWords(covered, f, rowWords(config, f, r[f.name], r)))
  const button = useRef<HTMLButtonElement>(null)
  useEffect(() => {
    button.current?.focus()
  }, [])
  return (
    <li className="sub">
      <span className="meta" role="status">
        {summary.title ? <Trans>Row “{summary.title}” removed.</Trans> : <Trans>Row removed.</Trans>}
      </span>
      <button className="btn quiet small" type="button" ref={button} onClick={onUndo}>
        <Icon name="undo-2" flip />
        <Trans>Undo</Trans>
      </button>
    </li>
  )
}
