// Who: a provider of the directory; colleagues who may receive it, by agency, place and service; or somebody outside, in
// words.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import { type ReactNode, useState } from 'react'
import { matching, placeName } from '../forms/choices.ts'
import { momentInWords } from '../forms/dates.ts'
import { useIsCutOff } from '../store/contact.ts'
import { handings, type Recipient, type Told, useProviders, useRecipients } from '../store/recipients.ts'
import { type AppConfig, type Read, useConfig } from '../store/store.ts'
import { Bones } from '../ui/Bones.tsx'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { Note } from '../ui/Note.tsx'
import { DirectoryPick } from './DirectoryPick.tsx'
import { OneOf } from './OneOf.tsx'
import { agencyOf, inOrder } from './people.ts'
import { serviceWords } from './services.ts'
import type { StepProps } from './WhyStep.tsx'
import type { Wish } from './wish.ts'

export function WhoStep(props: StepProps) {
  const { record, way, wish, set } = props
  const read = useRecipients(handings[way], record.type, record.module)
  const mayLeave = way === 'refer' || way === 'transfer'
  const providers = useProviders(record.module)
  const hasDirectory = way === 'refer' && (providers.value?.of.length ?? 0) > 0
  const cut = useIsCutOff()
  const where = whereOf(wish, hasDirectory)
  const ways: [Where, ReactNode][] = [
    ['people', <Trans key="p">A colleague in Primero</Trans>],
    ['outside', <Trans key="o">Somebody outside</Trans>],
  ]
  if (hasDirectory) ways.unshift(['directory', <Trans key="d">From the directory</Trans>])
  // Whether there is a directory decides where somebody looks first.
  if (way === 'refer' && !providers.value && providers.state === 'loading' && !cut)
    return <Bones lines={3} marks={false} />
  return (
    <>
      {mayLeave && (
        <fieldset className="field">
          <legend className="vh">
            <Trans>Where to</Trans>
          </legend>
          <div className="seg">
            {ways.map(([one, words]) => (
              <label key={one}>
                <input
                  type="radio"
                  name="where"
                  checked={where === one}
                  onChange={() => set({ where: one, outside: one === 'outside', provider: undefined })}
                />
                {words}
              </label>
            ))}
          </div>
        </fieldset>
      )}
      {where === 'directory' && !read.value && read.state === 'loading' && !cut ? (
        // Whose account answers there, and for which agency, goes with what is chosen.
        <Bones lines={3} marks={false} />
      ) : where === 'directory' ? (
        <DirectoryPick {...props} people={read.value?.of ?? []} />
      ) : mayLeave && where === 'outside' ? (
        <Outside {...props} />
      ) : (
        <Colleagues {...props} read={read} />
      )}
    </>
  )
}

type Where = NonNullable<Wish['where']>

/** The directory, where there is one, until somebody says otherwise. */
const whereOf = ({ where, outside, to, provider }: Wish, hasDirectory: boolean): Where =>
  where ?? (outside && !provider ? 'outside' : hasDirectory && (provider || to === undefined) ? 'directory' : 'people')

function Outside({ wish, set }: StepProps) {
  return (
    <Field
      label={<Trans>Provider or system</Trans>}
      required
      hint={<Trans>Nothing is sent by itself. This keeps a note that you referred.</Trans>}
    >
      {(control) => (
        <input
          {...control}
          type="text"
          dir="auto"
          autoComplete="off"
          maxLength={255}
          value={wish.toRemote ?? ''}
          onChange={(e) => set({ toRemote: e.target.value })}
        />
      )}
    </Field>
  )
}

type PeopleProps = StepProps & { read: Read<Told<Recipient>> }

function Colleagues(props: PeopleProps) {
  const { read } = props
  const config = useConfig()
  const cut = useIsCutOff()
  const { value, state } = read
  const at = value && momentInWords(value.at, config.locale)
  if (!value && state === 'loading' && !cut) return <Bones lines={3} marks={false} />
  if (!value)
    return (
      <Note
        hue={state === 'denied' ? 'guard' : 'info'}
        title={
          state === 'denied' ? (
            <Trans>Your role may not look for colleagues here</Trans>
          ) : (
            <Trans>The list of colleagues is not on this device</Trans>
          )
        }
      >
        {state !== 'denied' && (
          <>
            <Trans>Connect once to see it. What you wrote is kept.</Trans>{' '}
            <Button look="quiet" small onClick={read.retry}>
              <Trans>Try again</Trans>
            </Button>
          </>
        )}
      </Note>
    )
  return (
    <>
      {cut && (
        <Note hue="info" title={<Trans>As this device last saw them</Trans>}>
          <Trans>From {at}. Whether they may still receive it is checked when it is sent.</Trans>
        </Note>
      )}
      {value.of.length === 0 ? (
        <Note title={<Trans>Nobody here may receive it</Trans>} />
      ) : (
        <Choosing {...props} people={value.of} />
      )}
    </>
  )
}

const mostShown = 8
type Filters = { text: string; agency: string; location: string; service?: string }

function Choosing({ wish, set, people }: StepProps & { people: Recipient[] }) {
  const { t, i18n } = useLingui()
  const config = useConfig()
  const [filters, setFilters] = useState<Filters>({ text: '', agency: '', location: '' })
  const [all, setAll] = useState(false)
  const { service: wanted = '' } = wish
  const gives = ({ services }: Recipient): boolean => services.includes(wanted)
  const isLong = people.length > mostShown
  // Who gives the service stands first, and in a long list alone, as long as somebody does; a name is looked for among all.
  const isAimed = isLong && people.some(gives) && filters.text.trim() === ''
  const service = filters.service ?? (isAimed ? wanted : '')
  const named = inOrder(config, people).toSorted((a, b) => Number(gives(b.person)) - Number(gives(a.person)))
  const fitting = matching(
    named
      .filter(
        ({ person: one }) =>
          (!filters.agency || one.agency === filters.agency) &&
          (!filters.location || one.location === filters.location) &&
          (!service || one.services.includes(service)),
      )
      .map((one) => ({ ...one, label: `${one.name} ${one.person.userName}` })),
    filters.text,
  )
  const shown = all ? fitting : fitting.slice(0, mostShown)
  const chosen = named.find(({ person }) => person.userName === wish.to)
  const isBeside = chosen !== undefined && !shown.some(({ person }) => person === chosen.person)
  const lines = [...(isBeside && chosen ? [chosen] : []), ...shown]
  return (
    <>
      <div className="share-filters">
        <OneOf
          label={t`Agency`}
          any={t`any agency`}
          value={filters.agency}
          ids={people.flatMap(({ agency }) => agency ?? [])}
          say={(id) => agencyOf(config, id)}
          onChange={(agency) => setFilters({ ...filters, agency })}
        />
        <OneOf
          label={t`Place`}
          any={t`any place`}
          value={filters.location}
          ids={people.flatMap(({ location }) => location ?? [])}
          say={(code) => placeName(config, code)}
          onChange={(location) => setFilters({ ...filters, location })}
        />
        <OneOf
          label={t`Service`}
          any={t`any service`}
          value={service}
          ids={people.flatMap(({ services }) => services)}
          say={(id) => serviceWords(config, id)}
          onChange={(id) => setFilters({ ...filters, service: id })}
        />
        {isLong && (
          <Field label={<Trans>Name</Trans>}>
            {(control) => (
              <input
                {...control}
                type="search"
                autoComplete="off"
                value={filters.text}
                onChange={(e) => setFilters({ ...filters, text: e.target.value })}
              />
            )}
          </Field>
        )}
      </div>
      <fieldset className="field">
        <legend>
          <Trans>To whom</Trans>{' '}
          <span className="hint" role="status">
            <Plural value={fitting.length} one="# person fits" other="# people fit" />
          </span>
        </legend>
        <div className="picks share-picks">
          {lines.map(({ person, name }) => (
            <label key={person.userName} className="pick">
              <input
                type="radio"
                name="recipient"
                checked={wish.to === person.userName}
                onChange={() => set({ to: person.userName, toName: name, toAgency: person.agency ?? undefined })}
              />
              <span className="grow">
                <bdi translate="no">{name}</bdi>
                <span className="hint below">
                  {aboutPerson(config, person)} <bdi translate="no">{person.userName}</bdi>
                </span>
              </span>
            </label>
          ))}
        </div>
        {fitting.length > shown.length && (
          <Button look="quiet" small onClick={() => setAll(true)}>
            <Trans>Show all {i18n.number(fitting.length)}</Trans>
          </Button>
        )}
      </fieldset>
    </>
  )
}

const aboutPerson = (config: AppConfig, { role, agency, location, services }: Recipient): string =>
  [
    agencyOf(config, agency),
    role,
    location ? placeName(config, location) : '',
    services.map((id) => serviceWords(config, id)).join(config.locale.startsWith('ar') ? '، ' : ', '),
  ]
    .filter(Boolean)
    .map((one) => `${one} · `)
    .join('')
