// What the new owner reads at once, and holds once he has accepted. Only the server knows.
import { Trans } from '@lingui/react/macro'
import type { RecordShape } from '@primero/domain/sync/protocol.ts'
import { Bones } from '../ui/Bones.tsx'
import { Note } from '../ui/Note.tsx'
import { TheirPage, Unshown, usePreview } from './TheirPage.tsx'

/** `asked`: of a transfer, or of a request that is granted. */
export function HandedOver({ record, asked }: { record: RecordShape; asked: object | undefined | '' }) {
  const { shown, isAsking } = usePreview(asked || undefined)
  return (
    <>
      <Note sign="eye" title={<Trans>They read it at once</Trans>}>
        <Trans>They look at the case to decide. Once they accept, it is theirs, with all that their role shows.</Trans>
      </Note>
      {isAsking ? (
        <Bones lines={3} marks={false} />
      ) : shown ? (
        <TheirPage {...{ record, shown }} isExact excluded={[]} />
      ) : (
        asked && (
          <Unshown>
            <Trans>Connect once to see it. What you wrote is kept.</Trans>
          </Unshown>
        )
      )}
    </>
  )
}
