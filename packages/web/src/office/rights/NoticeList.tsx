// What the other administrators made or gave beyond themselves.
import './rights.css'
import { Trans, useLingui } from '@lingui/react/macro'
import { useState } from 'react'
import { Link } from 'wouter'
import { Button } from '../../ui/Button.tsx'
import { Note } from '../../ui/Note.tsx'
import { useAnswer } from '../parts/useAnswer.ts'
import { type Names, useDifference } from './Difference.tsx'
import { fetchNotices, type Notice, putAside } from './rights.ts'
import { dangerWords } from './roleWords.ts'
import { useWhen } from '../when.ts'

const noNames: Names = { modules: new Map(), forms: new Map() }

/** Draws nothing where there is none, and where one is not told of any. */
export function NoticeList() {
  const { value, take } = useAnswer('notices', fetchNotices)
  const [trouble, setTrouble] = useState(false)
  const notices = value?.notices ?? []
  const aside = async (id: string): Promise<void> => {
    setTrouble(false)
    try {
      await putAside(id)
      take({ notices: notices.filter((one) => one.id !== id) })
    } catch {
      setTrouble(true)
    }
  }
  if (notices.length === 0) return null
  return (
    <section className="stack rights-notices" aria-labelledby="notices">
      <h2 id="notices">
        <Trans>Told to all who administer roles</Trans>
      </h2>
      {trouble && (
        <Note
          hue="info"
          alert
          title={<Trans>This could not be put aside. Try again when the network is back.</Trans>}
        />
      )}
      {notices.map((notice) => (
        <OneNotice key={notice.id} notice={notice} onAside={() => void aside(notice.id)} />
      ))}
    </section>
  )
}

function OneNotice({ notice, onAside }: { notice: Notice; onAside: () => void }) {
  const { t } = useLingui()
  const say = useDifference(noNames)
  const when = useWhen()
  const { by, role, to } = notice
  return (
    <Note hue="warn">
      <p>
        {notice.isGiven ? (
          <Trans>
            <b>{by}</b> gave <Link href={`/office/roles/${role.id}`}>{role.name}</Link>, which may more than {by} does.
          </Trans>
        ) : (
          <Trans>
            <b>{by}</b> made or changed <Link href={`/office/roles/${role.id}`}>{role.name}</Link>.
          </Trans>
        )}
      </p>
      {to && (
        <p>
          <Trans>To: {to}</Trans>
        </p>
      )}
      <p className="meta">{when(notice.at)}</p>
      {notice.dangers.map((danger) => (
        <p key={danger}>{t(dangerWords[danger].about)}</p>
      ))}
      {notice.beyond.length > 0 && (
        <details>
          <summary>
            <Trans>Beyond who did it</Trans>
          </summary>
          <ul className="rights-words">
            {notice.beyond.map((word) => (
              <li key={word}>{say(word)}</li>
            ))}
          </ul>
        </details>
      )}
      <Button small onClick={onAside}>
        <Trans>Put aside</Trans>
      </Button>
    </Note>
  )
}
