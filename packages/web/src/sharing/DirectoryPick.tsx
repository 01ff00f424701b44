// Who of the directory gives the service where the person lives and in their language: the best first, then those that
// do not fit, each with why. What this device last saw is read without a line.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { Data } from '@primero/domain/records/record.ts'
import { useState } from 'react'
import { placeName } from '../forms/choices.ts'
import { momentInWords } from '../forms/dates.ts'
import { spokenName } from '../i18n/spoken.ts'
import { thisDay } from '../store/clock.ts'
import { useIsCutOff } from '../store/contact.ts'
import { type Offered, type Recipient, useProviders } from '../store/recipients.ts'
import { useConfig } from '../store/store.ts'
import { Bones } from '../ui/Bones.tsx'
import { Button } from '../ui/Button.tsx'
import { Field } from '../ui/Field.tsx'
import { Note } from '../ui/Note.tsx'
import { type Fit, fitsOf, type Sought, soughtBy } from './asked.ts'
import { OneOf } from './OneOf.tsx'
import { inOrder } from './people.ts'
import { ProviderLines } from './ProviderLines.tsx'
import { serviceWords } from './services.ts'
import type { StepProps } from './WhyStep.tsx'
import type { Wish } from './wish.ts'

type PickProps = StepProps & { people: readonly Recipient[] }

export function DirectoryPick(props: PickProps) {
  const { locale } = useConfig()
  const cut = useIsCutOff()
  const { value, state, retry } = useProviders(props.record.module)
  if (!value && state === 'loading' && !cut) return <Bones lines={3} marks={false} />
  if (!value)
    return (
      <Note hue="info" title={<Trans>The directory is not on this device</Trans>}>
        <Trans>Connect once to see it. What you wrote is kept.</Trans>{' '}
        <Button look="quiet" small onClick={retry}>
          <Trans>Try again</Trans>
        </Button>
      </Note>
    )
  const at = momentInWords(value.at, locale)
  return (
    <>
      {cut && (
        <Note hue="info" title={<Trans>As this device last saw them</Trans>}>
          <Trans>From {at}. Call first: hours and room may have changed.</Trans>
        </Note>
      )}
      {value.of.length === 0 ? (
        <Note title={<Trans>Nobody is in the directory yet</Trans>}>
          <Trans>Choose a colleague, or name somebody outside.</Trans>
        </Note>
      ) : (
        <Choosing {...props} providers={value.of} />
      )}
    </>
  )
}

function Choosing({ record, wish, set, people, providers }: PickProps & { providers: Offered[] }) {
  const { t } = useLingui()
  const config = useConfig()
  const [changed, setChanged] = useState<Partial<Sought>>({})
  const sought = { ...soughtBy(record.data as Data, wish.service), ...changed }
  const above = (place: string) => config.configuration.locations.get(place)?.hierarchy ?? [place]
  const fits = fitsOf(providers, sought, thisDay(), above)
  const good = fits.filter(({ misfits }) => misfits.length === 0)
  const others = fits.filter(({ misfits }) => misfits.length > 0)
  const named = inOrder(config, people)
  const shownOf = (user: string | undefined): Pick<Wish, 'toName' | 'toAgency'> => {
    const one = named.find(({ person }) => person.userName === user)
    return { toName: one?.name, toAgency: one?.person.agency ?? undefined }
  }
  const choose = (one: Offered): void => {
    const to = one.isOutside ? undefined : one.people[0]
    set({
      provider: one.id,
      outside: one.isOutside,
      toRemote: one.isOutside ? one.name : undefined,
      to,
      ...shownOf(to),
    })
  }
  const picks = (list: Fit[]) => (
    <div className="picks share-picks">
      {list.map((fit) => (
        <Pick key={fit.provider.id} fit={fit} isChosen={wish.provider === fit.provider.id} onChoose={choose} />
      ))}
    </div>
  )
  const chosen = providers.find(({ id }) => id === wish.provider)
  return (
    <>
      <div className="share-filters">
        <OneOf
          label={t`Service`}
          any={t`any service`}
          value={sought.service}
          ids={providers.flatMap(({ services }) => services)}
          say={(id) => serviceWords(config, id)}
          onChange={(service) => setChanged({ ...changed, service })}
        />
        <OneOf
          label={t`Place`}
          any={t`any place`}
          value={sought.place}
          ids={providers.flatMap(({ places }) => places)}
          say={(code) => placeName(config, code)}
          onChange={(place) => setChanged({ ...changed, place })}
        />
        <OneOf
          label={t`Language`}
          any={t`any language`}
          value={sought.language}
          ids={providers.flatMap(({ languages }) => languages)}
          say={(id) => spokenName(config, id)}
          onChange={(language) => setChanged({ ...changed, language })}
        />
      </div>
      <fieldset className="field">
        <legend>
          <Trans>To whom</Trans>{' '}
          <span className="hint" role="status">
            <Plural value={good.length} one="# provider fits" other="# providers fit" />
          </span>
        </legend>
        {picks(good)}
        {others.length > 0 && (
          <details className="share-form" open={good.length === 0 || others.some((one) => one.provider === chosen)}>
            <summary>
              <span className="grow">
                <Trans>Those that do not fit now</Trans>
              </span>
            </summary>
            {picks(others)}
          </details>
        )}
      </fieldset>
      {chosen && chosen.people.length > 1 && (
        <Field label={<Trans>Who answers there</Trans>}>
          {(control) => (
            <select
              {...control}
              value={wish.to ?? ''}
              onChange={(e) =>
                set({
                  to: e.target.value,
                  ...shownOf(e.target.value),
                })
              }
            >
              {named
                .filter(({ person }) => chosen.people.includes(person.userName))
                .map(({ person: { userName }, name }) => (
                  <option key={userName} value={userName}>
                    {name === userName ? name : `${name} (${userName})`}
                  </option>
                ))}
            </select>
          )}
        </Field>
      )}
    </>
  )
}

type OnePick = { fit: Fit; isChosen: boolean; onChoose: (provider: Offered) => void }

function Pick({ fit: { provider, misfits }, isChosen, onChoose }: OnePick) {
  // Whom nobody here may refer to is there to be called.
  const isReached = provider.isOutside || provider.people.length > 0
  return (
    <label className="pick">
      <input
        type="radio"
        name="provider"
        checked={isChosen}
        disabled={!isReached}
        onChange={() => onChoose(provider)}
      />
      <span className="grow">
        <bdi>{provider.name}</bdi>
        <ProviderLines of={provider} misfits={misfits} isReached={isReached} />
      </span>
    </label>
  )
}
