// Packages of a case: what went to the other module, and what waits until somebody lets it go.
import { Trans, useLingui } from '@lingui/react/macro'
import { momentInWords } from '../forms/dates.ts'
import { useConfig } from '../store/store.ts'
import { useIsCutOff } from '../store/contact.ts'
import { fetchPackagesOf, releasePackage, type SentPackage, takePackageBack } from '../sync/packages.ts'
import { Button } from '../ui/Button.tsx'
import { Note } from '../ui/Note.tsx'
import { Tag } from '../ui/Tag.tsx'
import { NotDone } from './NotDone.tsx'
import { bandWords, fieldWords } from './packageWords.ts'
import { nameOf } from '../record/called.ts'
import { serviceWords } from './services.ts'
import { useDoing } from './useDoing.ts'
import { useAsked } from './usePackages.ts'
import { statusWords } from './words.ts'

export function SentPackages({ id }: { id: string }) {
  const { value = [], again } = useAsked(id, fetchPackagesOf)
  const { failure, doing } = useDoing(again)
  if (useIsCutOff()) return <NeedsLine />
  if (value.length === 0) return null
  return (
    <section className="stack" aria-labelledby="h-packages">
      <h3 id="h-packages">
        <Trans>Packages to another module</Trans>
      </h3>
      {failure && <NotDone failure={failure} />}
      {value.map((one) => (
        <Sent key={one.id} of={one} doing={doing} />
      ))}
    </section>
  )
}

/** What waits there may be others' by now: nothing is shown of an earlier look. */
const NeedsLine = () => (
  <Note hue="info" title={<Trans>Packages to another module</Trans>}>
    <Trans>Seeing them, and letting one go, needs a connection.</Trans>
  </Note>
)

function Sent({ of, doing }: { of: SentPackage; doing: (work: () => Promise<unknown>) => void }) {
  const { t } = useLingui()
  const config = useConfig()
  const said = of.status === 'waits' || of.status === 'refused' ? undefined : statusWords[of.status]
  const names = of.fields.map((name) => (name === 'age_band' ? t(bandWords) : (fieldWords(config, name) ?? name)))
  return (
    <div className="card stack">
      <p className="row">
        {said ? (
          <Tag hue={said.hue} sign={said.sign}>
            {t(said.words)}
          </Tag>
        ) : of.status === 'waits' ? (
          <Tag hue="warn" sign="hourglass">
            <Trans>Waits for its release</Trans>
          </Tag>
        ) : (
          <Tag hue="bad" sign="x">
            <Trans>Not released</Trans>
          </Tag>
        )}
        <bdi translate="no">{nameOf(config, of.to)}</bdi>
        {of.service && <span className="meta">{serviceWords(config, of.service)}</span>}
        <time className="meta" dateTime={of.at}>
          {momentInWords(of.at, config.locale)}
        </time>
      </p>
      <p>
        <Trans>In it: {names.join(' · ')}</Trans>
      </p>
      <div className="row">
        {of.may.includes('release') && (
          <Button small look="main" onClick={() => doing(() => releasePackage(of.id, true))}>
            <Trans>Let it go</Trans>
          </Button>
        )}
        {of.may.includes('refuse') && (
          <Button small onClick={() => doing(() => releasePackage(of.id, false))}>
            <Trans>Do not let it go</Trans>
          </Button>
        )}
        {of.status === 'waits' && of.may.includes('revoke') && (
          <Button small look="quiet" onClick={() => doing(() => takePackageBack(of.id))}>
            <Trans>Take back</Trans>
          </Button>
        )}
      </div>
    </div>
  )
}
