// A sheet of people: chosen, tried line by line, then taken as a whole.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Note } from '../../ui/Note.tsx'
import { tell } from '../../ui/Toast.tsx'
import { fetchChoices, type SheetReport, sendSheet } from '../api.ts'
import { Answered } from '../parts/Answered.tsx'
import { TroubleNote } from '../parts/OfficeFields.tsx'
import { OfficeHead } from '../parts/OfficeHead.tsx'
import { useAnswer } from '../parts/useAnswer.ts'
import { type FormTrouble, troubleOf } from '../parts/useOfficeForm.ts'
import { SheetLines } from './SheetLines.tsx'
import { useReasonWords } from './sheetWords.ts'

const columns = 'user_name,full_name,email,role,agency,groups,locale,position,phone,code,location,disabled'
const mostBytes = 512 * 1024

type Chosen = { name: string; csv: string }

export function ImportPage() {
  const { t } = useLingui()
  // Whoever may not administer people is told so before choosing a file.
  const choices = useAnswer('choices', fetchChoices)
  return (
    <>
      <OfficeHead
        title={<Trans>Sheet of people</Trans>}
        plain={t`Sheet of people`}
        up="/office/users"
        upName={<Trans>People</Trans>}
      />
      <Answered of={choices}>{() => <Import />}</Answered>
    </>
  )
}

function Import() {
  const { t } = useLingui()
  const [chosen, setChosen] = useState<Chosen>()
  const [report, setReport] = useState<SheetReport>()
  const [trouble, setTrouble] = useState<FormTrouble | 'large'>()
  const [isBusy, setBusy] = useState(false)
  const send = async ({ csv }: Chosen, isDry: boolean): Promise<void> => {
    setBusy(true)
    setTrouble(undefined)
    try {
      const answer = await sendSheet(csv, isDry)
      setReport(answer)
      if (answer.isApplied) tell(t`All lines were taken`)
    } catch (e) {
      setTrouble(troubleOf(e))
    } finally {
      setBusy(false)
    }
  }
  const choose = async (file: File | undefined): Promise<void> => {
    setReport(undefined)
    setTrouble(undefined)
    setChosen(undefined)
    if (!file) return
    if (file.size > mostBytes) return setTrouble('large')
    const next = { name: file.name, csv: await file.text() }
    setChosen(next)
    await send(next, true)
  }
  const isClean =
    report !== undefined && report.refusals.length === 0 && report.lines.every((l) => l.what !== 'refused')
  const isAnything = report?.lines.some(({ what }) => what === 'create' || what === 'change') === true
  return (
    <div className="stack office-sheet">
      <section className="card stack" aria-labelledby="i-file">
        <h2 id="i-file">
          <Trans>The file</Trans>
        </h2>
        <p>
          <Trans>
            A CSV file with one person on each line. Who is there already is changed; an empty cell changes nothing. At
            most 1,000 lines.
          </Trans>
        </p>
        <p>
          <a
            className="btn small"
            download="people.csv"
            href={`data:text/csv;charset=utf-8,${encodeURIComponent(`\ufeff${columns}\r\n`)}`}
          >
            <Trans>Empty sheet to fill in</Trans>
          </a>
        </p>
        <Field
          label={<Trans>CSV file</Trans>}
          hint={<Trans>Trying it changes nothing.</Trans>}
          error={trouble === 'large' ? <Trans>This file is too large: at most 512 kB.</Trans> : undefined}
        >
          {(control) => (
            <input
              {...control}
              type="file"
              accept=".csv,text/csv"
              onChange={(e) => {
                void choose(e.target.files?.[0])
                // The same file, mended, can be chosen again.
                e.target.value = ''
              }}
            />
          )}
        </Field>
        {chosen && (
          <p className="meta">
            <bdi>{chosen.name}</bdi>
          </p>
        )}
      </section>
      {trouble && trouble !== 'large' && <TroubleNote of={trouble} />}
      {isBusy && !report && (
        <p role="status">
          <Trans>Looking at each line</Trans>
        </p>
      )}
      {report && <Report report={report} isClean={isClean} />}
      {report && !report.isApplied && isClean && chosen && (
        <div className="row dialog-actions">
          <Button
            look="main"
            {...(isBusy ? { busy: <Trans>Saving</Trans> } : {})}
            {...(isAnything ? {} : { unavailable: <Trans>Nothing in this sheet changes anything.</Trans> })}
            onClick={() => void send(chosen, false)}
          >
            <Trans>Take all lines</Trans>
          </Button>
        </div>
      )}
    </div>
  )
}

function Report({ report, isClean }: { report: SheetReport; isClean: boolean }) {
  const wordOf = useReasonWords()
  const refused = report.lines.filter(({ what }) => what === 'refused').length
  if (report.refusals.length > 0)
    return (
      <Note hue="bad" alert title={<Trans>This file cannot be read as a sheet of people.</Trans>}>
        <ul className="office-effects">
          {report.refusals.map((refusal) => (
            <li key={`${refusal.column} ${refusal.reason}`}>
              {refusal.column && <bdi dir="ltr">{refusal.column}</bdi>}
              {refusal.column && ': '}
              {wordOf(refusal)}
            </li>
          ))}
        </ul>
      </Note>
    )
  return (
    <>
      {report.isApplied ? (
        <Note hue="ok" alert title={<Trans>All lines were taken.</Trans>}>
          <Trans>New people have no password yet: make a code on their pages.</Trans>
        </Note>
      ) : isClean ? (
        <Note title={<Trans>This is what would happen. Nothing has changed yet.</Trans>} alert />
      ) : (
        <Note
          hue="bad"
          alert
          title={
            <Plural
              value={refused}
              one="# line cannot be taken, so none is."
              other="# lines cannot be taken, so none is."
            />
          }
        >
          <Trans>Mend the file and choose it again.</Trans>
        </Note>
      )}
      <SheetLines lines={report.lines} />
    </>
  )
}
