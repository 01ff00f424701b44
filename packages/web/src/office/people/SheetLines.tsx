import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Button } from '../../ui/Button.tsx'
import { Tag } from '../../ui/Tag.tsx'
import type { SheetLine } from '../api.ts'
import { OfficeTable } from '../parts/OfficeTable.tsx'
import { useReasonWords } from './sheetWords.ts'

/** Lines drawn at first: a thousand would make a phone wait. */
const first = 50

/** Refused lines come first: they are what one mends. */
export function SheetLines({ lines }: { lines: SheetLine[] }) {
  const { t, i18n } = useLingui()
  const [isWhole, setWhole] = useState(false)
  const wordOf = useReasonWords()
  const sorted = [...lines].sort((a, b) => Number(b.what === 'refused') - Number(a.what === 'refused'))
  const shown = isWhole ? sorted : sorted.slice(0, first)
  return (
    <>
      <OfficeTable
        caption={t`Lines of the sheet`}
        rows={shown}
        keyOf={({ line }) => String(line)}
        head={{ label: t`Line`, of: ({ line }) => i18n.number(line) }}
        columns={[
          {
            key: 'user',
            label: t`User name`,
            of: ({ userName }) => (
              <bdi dir="ltr" translate="no">
                {userName}
              </bdi>
            ),
          },
          { key: 'what', label: t`What happens`, of: (line) => <What line={line} /> },
          {
            key: 'why',
            label: t`About`,
            of: ({ refusals, fields, beyond }) => (
              <>
                {refusals.map((refusal) => (
                  <span key={`${refusal.column} ${refusal.reason}`} className="office-why">
                    {refusal.column && <bdi dir="ltr">{refusal.column}</bdi>}
                    {refusal.column && ': '}
                    {wordOf(refusal)}
                  </span>
                ))}
                {refusals.length === 0 && fields.length > 0 && (
                  <bdi dir="ltr" className="meta">
                    {fields.join(', ')}
                  </bdi>
                )}
                {beyond.length > 0 && (
                  <span className="office-why">
                    <Trans>This role may do more than you.</Trans>
                  </span>
                )}
              </>
            ),
          },
        ]}
        empty={null}
      />
      {!isWhole && sorted.length > first && (
        <Button onClick={() => setWhole(true)}>
          <Trans>Show all lines</Trans>
        </Button>
      )}
    </>
  )
}

function What({ line: { what } }: { line: SheetLine }) {
  switch (what) {
    case 'create':
      return (
        <Tag hue="ok" sign="plus">
          <Trans>New</Trans>
        </Tag>
      )
    case 'change':
      return (
        <Tag hue="info" sign="pen-line">
          <Trans>Changed</Trans>
        </Tag>
      )
    case 'nothing':
      return (
        <Tag sign="minus">
          <Trans>As it is</Trans>
        </Tag>
      )
    case 'refused':
      return (
        <Tag hue="bad" sign="attention">
          <Trans>Refused</Trans>
        </Tag>
      )
  }
}
