import { Plural, useLingui } from '@lingui/react/macro'
import type { Danger } from '@primero/domain/access/danger.ts'
import { Note } from '../../ui/Note.tsx'
import { dangerWords } from './roleWords.ts'

/** One note with a sentence for each: allowed, but somebody should have decided it. */
export function DangerNotes({ dangers, brought }: { dangers: readonly Danger[]; brought?: readonly Danger[] }) {
  const { t } = useLingui()
  if (dangers.length === 0) return null
  return (
    <Note
      hue="warn"
      title={
        <Plural
          value={dangers.length}
          one="A combination that opens more than one may want"
          other="# combinations that open more than one may want"
        />
      }
    >
      <ul className="rights-dangers">
        {dangers.map((danger) => (
          <li key={danger}>
            <b>{t(dangerWords[danger].name)}</b>
            {brought?.includes(danger) && <span className="tag bad">{t`new`}</span>}
            <br />
            {t(dangerWords[danger].about)}
          </li>
        ))}
      </ul>
    </Note>
  )
}
