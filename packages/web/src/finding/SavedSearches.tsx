// Beside the filters: searches that somebody kept, each with its number, and a way to keep the one on the page.
import { t } from '@lingui/core/macro'
import { Trans, useLingui } from '@lingui/react/macro'
import { type FormEvent, useMemo, useState } from 'react'
import type { Kind } from '../kinds.ts'
import { countRequest } from '../lists/useListSearch.ts'
import type { Chosens } from '../lists/view.ts'
import { forgetSearch, keepSearch, useSavedSearches } from '../store/savedSearches.ts'
import { useConfig, useSearch } from '../store/store.ts'
import { Refused, Unreachable } from '../sync/http.ts'
import { Button, IconButton } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { tell } from '../ui/Toast.tsx'
import './finding.css'
import { type KeptSearch, keptOf } from './kept.ts'

export { words } from './words.ts'

type Props = { kind: Kind; chosens: Chosens; apply: (chosens: Chosens) => void }

export function Page({ kind, chosens, apply }: Props) {
  const config = useConfig()
  const read = useSavedSearches()
  const mine = (read.value ?? []).flatMap((one) => keptOf(config, one) ?? []).filter((one) => one.kind === kind)
  const isAny = Object.keys(chosens).length > 0
  if (mine.length === 0 && !isAny) return null
  return (
    <section className="stack kept-searches" aria-labelledby="h-kept">
      <h3 id="h-kept">
        <Trans>Saved searches</Trans>
      </h3>
      {mine.length > 0 && (
        <ul className="stack">
          {mine.map((one) => (
            <KeptLine key={one.id} one={one} apply={apply} />
          ))}
        </ul>
      )}
      {isAny && <KeepThis kind={kind} chosens={chosens} />}
    </section>
  )
}

/** How many fit it now; nothing while nobody knows. */
export function KeptCount({ one: { kind, specs, chosens } }: { one: KeptSearch }) {
  const { i18n } = useLingui()
  const config = useConfig()
  const read = useSearch(useMemo(() => countRequest(config, kind, specs, chosens), [config, kind, specs, chosens]))
  return read.reply ? i18n.number(read.reply.total) : '–'
}

function tellFailure(e: unknown): void {
  if (e instanceof Unreachable) tell(t`This needs a connection. Try again later.`, { sign: 'cloud-off' })
  else tell(t`The server could not answer.`, { sign: 'attention' })
}

function KeptLine({ one, apply }: { one: KeptSearch; apply: (chosens: Chosens) => void }) {
  const { name } = one
  const forget = (): void => {
    forgetSearch(one.id).then(() => tell(t`Search removed`), tellFailure)
  }
  return (
    <li className="row kept-line">
      <Button className="grow" onClick={() => apply(one.chosens)}>
        <bdi className="grow">{name}</bdi> <Counted one={one} />
      </Button>
      <IconButton name="trash-2" label={t`Remove the search ${name}`} onClick={forget} />
    </li>
  )
}

const Counted = ({ one }: { one: KeptSearch }) => (
  <span className="tag">
    <KeptCount one={one} />
  </span>
)

function KeepThis({ kind, chosens }: { kind: Kind; chosens: Chosens }) {
  const [name, setName] = useState('')
  const [isBusy, setBusy] = useState(false)
  const keep = (e: FormEvent): void => {
    e.preventDefault()
    if (name.trim() === '' || isBusy) return
    setBusy(true)
    keepSearch(name.trim(), kind.type, chosens)
      .then(
        () => {
          setName('')
          tell(t`Search saved`)
        },
        (e: unknown) =>
          e instanceof Refused && e.status === 422
            ? tell(t`You keep 100 searches already. Remove one, then save this one.`)
            : tellFailure(e),
      )
      .finally(() => setBusy(false))
  }
  return (
    <details>
      <summary>
        <Trans>Save the filters in force</Trans>
      </summary>
      <form className="stack" onSubmit={keep}>
        <Field label={<Trans>Name of the search</Trans>} hint={<Trans>No child’s name.</Trans>}>
          {(control) => (
            <input {...control} dir="auto" maxLength={60} value={name} onChange={(e) => setName(e.target.value)} />
          )}
        </Field>
        <Button type="submit" {...(isBusy ? { busy: <Trans>Saving</Trans> } : {})}>
          <Trans>Save the search</Trans>
        </Button>
      </form>
    </details>
  )
}
