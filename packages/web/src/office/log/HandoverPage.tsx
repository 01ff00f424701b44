// Which transfers among one's people were taken or refused in the last seven days.
import { Trans, useLingui } from '@lingui/react/macro'
import { EmptyState } from '../../ui/EmptyState.tsx'
import { Answered } from '../parts/Answered.tsx'
import { OfficeHead } from '../parts/OfficeHead.tsx'
import { OfficeTable } from '../parts/OfficeTable.tsx'
import { useAnswer } from '../parts/useAnswer.ts'
import { useWhen } from '../when.ts'
import { fetchHandovers } from './log.ts'

export function HandoverPage() {
  const { t } = useLingui()
  const when = useWhen()
  const answer = useAnswer('handovers', fetchHandovers)
  return (
    <>
      <OfficeHead title={<Trans>Activity log</Trans>} plain={t`Activity log`} />
      <Answered of={answer}>
        {({ data }) => (
          <OfficeTable
            caption={t`Activity log`}
            rows={data}
            keyOf={(row) => `${row.record_id} ${row.datetime}`}
            head={{ label: t`Record`, of: (row) => <bdi className="code">{row.display_id}</bdi> }}
            columns={[
              {
                key: 'what',
                label: t`What was done`,
                of: ({ data: { status } }) => (status.to === 'accepted' ? t`Transfer taken` : t`Transfer refused`),
              },
              { key: 'from', label: t`From`, of: ({ data: { owned_by: owner } }) => <bdi>{owner.from}</bdi> },
              { key: 'to', label: t`To`, of: ({ data: { owned_by: owner } }) => <bdi>{owner.to}</bdi> },
              { key: 'when', label: t`When`, of: (row) => when(row.datetime) },
            ]}
            empty={
              <EmptyState sign="history" title={<Trans>No transfers in the last seven days</Trans>}>
                <Trans>What is taken or refused among your people stands here.</Trans>
              </EmptyState>
            }
          />
        )}
      </Answered>
    </>
  )
}
