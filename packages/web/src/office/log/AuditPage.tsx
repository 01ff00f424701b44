// The audit: who did what and when, what was refused, and whether all of it is as it was written.
import '../rights/rights.css'
import './log.css'
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { useMemo, useState } from 'react'
import { Refused } from '../../sync/http.ts'
import { Button } from '../../ui/Button.tsx'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Note } from '../../ui/Note.tsx'
import { Pagination } from '../../ui/Pagination.tsx'
import { tell } from '../../ui/Toast.tsx'
import { Answered } from '../parts/Answered.tsx'
import { OfficeHead } from '../parts/OfficeHead.tsx'
import { useAnswer } from '../parts/useAnswer.ts'
import { AuditFilters, type Typed, filtersOf, nothingTyped } from './AuditFilters.tsx'
import { ChainCard } from './ChainCard.tsx'
import { LogRows } from './LogRows.tsx'
import { exportLog, fetchKinds, searchLog } from './log.ts'

const sizes = [50, 100, 200]

export function AuditPage() {
  const { t } = useLingui()
  const [typed, setTyped] = useState<Typed>(nothingTyped)
  const [at, setAt] = useState({ page: 1, per: 50 })
  const filters = useMemo(() => filtersOf(typed), [typed])
  const key = JSON.stringify([filters, at])
  const answer = useAnswer(key, (signal) => searchLog(filters, at.page, at.per, signal))
  const kinds = useAnswer('kinds', fetchKinds).value?.kinds ?? []
  return (
    <>
      <OfficeHead title={<Trans>Audit</Trans>} plain={t`Audit`}>
        <ExportButton filters={filters} />
      </OfficeHead>
      <ChainCard />
      <AuditFilters
        typed={typed}
        kinds={kinds}
        onType={(next) => {
          setTyped(next)
          setAt((now) => ({ ...now, page: 1 }))
        }}
      />
      <Answered of={answer}>
        {({ total, rows }) =>
          rows.length === 0 ? (
            <EmptyState sign="search" title={<Trans>Nothing like this was done</Trans>}>
              <Trans>Take a filter off, or choose a longer time.</Trans>
            </EmptyState>
          ) : (
            <>
              <p className="meta" role="status">
                <Plural value={total} one="# entry fits these filters" other="# entries fit these filters" />
              </p>
              <LogRows rows={rows} />
              <Pagination
                page={at.page}
                per={at.per}
                total={total}
                sizes={sizes}
                onPage={(page) => setAt((now) => ({ ...now, page }))}
                onPer={(per) => setAt({ page: 1, per })}
              />
            </>
          )
        }
      </Answered>
    </>
  )
}

function ExportButton({ filters }: { filters: ReturnType<typeof filtersOf> }) {
  const { t } = useLingui()
  const [isBusy, setBusy] = useState(false)
  const [trouble, setTrouble] = useState<'offline' | 'denied' | 'proof'>()
  const take = async (): Promise<void> => {
    setBusy(true)
    setTrouble(undefined)
    try {
      save(await exportLog(filters))
      tell(t`The file is made. It tells who works on which record: keep it safe.`)
    } catch (e) {
      setTrouble(e instanceof Refused ? (e.code === 'needs-proof' ? 'proof' : 'denied') : 'offline')
    } finally {
      setBusy(false)
    }
  }
  return (
    <span className="field">
      <Button
        sign="file-text"
        {...(isBusy ? { busy: <Trans>Making the file</Trans> } : {})}
        onClick={() => void take()}
      >
        <Trans>Take out as a table</Trans>
      </Button>
      {trouble && (
        <Note
          hue={trouble === 'offline' ? 'info' : 'guard'}
          alert
          title={
            trouble === 'offline' ? (
              <Trans>No connection: no file was made.</Trans>
            ) : trouble === 'proof' ? (
              <Trans>Sign out and in again to prove who you are, then take it out.</Trans>
            ) : (
              <Trans>Your role does not cover this</Trans>
            )
          }
        />
      )}
    </span>
  )
}

/** The browser keeps it where it keeps files; nothing of it stays in the app. */
function save(bytes: Uint8Array<ArrayBuffer>): void {
  const url = URL.createObjectURL(new Blob([bytes], { type: 'text/csv' }))
  const link = document.createElement('a')
  link.href = url
  link.download = 'audit.csv'
  link.click()
  window.setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
