// The access simulator: somebody or a role, a record, and what the rules say to that.
import './rights.css'
import { Trans, useLingui } from '@lingui/react/macro'
import type { MessageDescriptor } from '@lingui/core'
import { msg } from '@lingui/core/macro'
import { type Relation, relations } from '@primero/domain/access/made-up.ts'
import { type RecordType, recordTypes } from '@primero/domain/configuration/bundle.ts'
import { useState } from 'react'
import { useRoute } from 'wouter'
import { Button } from '../../ui/Button.tsx'
import { Field } from '../../ui/Field.tsx'
import { Note } from '../../ui/Note.tsx'
import { Refused, Unreachable } from '../../sync/http.ts'
import { Answered } from '../parts/Answered.tsx'
import { OfficeHead } from '../parts/OfficeHead.tsx'
import { useAnswer } from '../parts/useAnswer.ts'
import { ExplainedView } from './ExplainedView.tsx'
import {
  type Choices,
  type Explained,
  explain,
  fetchChoices,
  fetchRoles,
  type ListedRole,
  type Question,
} from './rights.ts'
import { resourceWords } from './rightWords.ts'

export function SimulatorPage() {
  const { t } = useLingui()
  const [, params] = useRoute('/office/access/role/:id')
  const answer = useAnswer('simulator', async (signal) => {
    const [all, choices] = await Promise.all([fetchRoles(signal), fetchChoices(signal)])
    return { ...all, choices }
  })
  return (
    <>
      <OfficeHead title={<Trans>Who may do what</Trans>} plain={t`Who may do what`} />
      <Answered of={answer}>
        {({ roles, choices }) => (
          <Simulator
            roles={roles}
            choices={choices}
            role={params?.id === undefined ? undefined : decodeURIComponent(params.id)}
          />
        )}
      </Answered>
    </>
  )
}

const relationWords: Record<Relation, MessageDescriptor> = {
  own: msg`their own`,
  given: msg`referred to them`,
  group: msg`of somebody in their group`,
  agency: msg`of somebody in their agency`,
  other: msg`of a stranger`,
  subject: msg`about themselves`,
}
const statusWords: Record<string, MessageDescriptor> = { open: msg`open`, closed: msg`closed`, disabled: msg`disabled` }
const uuid = /[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}/i

type Asked = {
  who: 'role' | 'user'
  role: string
  user: string
  what: 'general' | 'record'
  type: RecordType
  module: string
  relation: Relation
  status: string
  record: string
}

function questionOf(asked: Asked): Question | undefined {
  const as = asked.who === 'user' ? { user: asked.user.trim() } : { role: asked.role }
  if (Object.values(as)[0] === '') return undefined
  const { type, relation, module, status } = asked
  if (asked.what === 'general') return module === '' ? undefined : { as, about: { type, relation, module, status } }
  const id = uuid.exec(asked.record)?.[0]?.toLowerCase()
  return id === undefined ? undefined : { as, about: { type, id } }
}

type Trouble = 'offline' | 'person' | 'record' | 'denied' | 'error'

function troubleOf(e: unknown): Trouble {
  if (e instanceof Unreachable) return 'offline'
  if (!(e instanceof Refused)) throw e
  if (e.status === 403) return 'denied'
  if (e.status !== 404) return 'error'
  return e.params['what'] === 'user' ? 'person' : 'record'
}

function Simulator({
  roles,
  choices,
  role,
}: {
  roles: readonly ListedRole[]
  choices: Choices
  role: string | undefined
}) {
  const [asked, setAsked] = useState<Asked>({
    who: 'role',
    role: role ?? roles[0]?.role.id ?? '',
    user: '',
    what: 'general',
    type: 'case',
    module: choices.modules[0]?.id ?? '',
    relation: 'own',
    status: 'open',
    record: '',
  })
  const [found, setFound] = useState<{ explained: Explained; question: Question }>()
  const [trouble, setTrouble] = useState<Trouble>()
  const [isBusy, setBusy] = useState(false)
  const question = questionOf(asked)
  const set = (more: Partial<Asked>): void => setAsked((now) => ({ ...now, ...more }))
  const ask = async (): Promise<void> => {
    if (!question) return
    setBusy(true)
    setTrouble(undefined)
    try {
      setFound({ explained: await explain(question), question })
    } catch (e) {
      setFound(undefined)
      setTrouble(troubleOf(e))
    } finally {
      setBusy(false)
    }
  }
  return (
    <div className="rights-sim">
      <form
        className="card stack"
        onSubmit={(e) => {
          e.preventDefault()
          void ask()
        }}
      >
        <WhoFields asked={asked} set={set} roles={roles} />
        <WhatFields asked={asked} set={set} choices={choices} />
        <Button
          type="submit"
          look="main"
          {...(isBusy ? { busy: <Trans>Asking</Trans> } : {})}
          {...(question ? {} : { unavailable: <Trans>Say first who, and which record</Trans> })}
          onClick={() => void ask()}
        >
          <Trans>See what the rules say</Trans>
        </Button>
      </form>
      <div className="stack" aria-live="polite">
        {trouble && <SimulatorTrouble of={trouble} />}
        {found ? (
          <ExplainedView explained={found.explained} choices={choices} />
        ) : (
          !trouble && (
            <p className="meta">
              <Trans>The answer comes from the same rules as at every door. Nothing is changed by asking.</Trans>
            </p>
          )
        )}
      </div>
    </div>
  )
}

function WhoFields({
  asked,
  set,
  roles,
}: {
  asked: Asked
  set: (more: Partial<Asked>) => void
  roles: readonly ListedRole[]
}) {
  const { t } = useLingui()
  return (
    <fieldset className="stack">
      <legend>
        <Trans>Who</Trans>
      </legend>
      <div className="seg" role="radiogroup" aria-label={t`Who`}>
        <Segment name="who" isOn={asked.who === 'role'} onPick={() => set({ who: 'role' })} label={t`A role`} />
        <Segment name="who" isOn={asked.who === 'user'} onPick={() => set({ who: 'user' })} label={t`A person`} />
      </div>
      {asked.who === 'role' ? (
        <Field label={<Trans>Role</Trans>}>
          {(control) => (
            <select {...control} value={asked.role} onChange={(e) => set({ role: e.target.value })}>
              {roles.map((one) => (
                <option key={one.role.id} value={one.role.id}>
                  {one.role.name}
                </option>
              ))}
            </select>
          )}
        </Field>
      ) : (
        <Field label={<Trans>User name</Trans>}>
          {(control) => (
            <input
              {...control}
              dir="ltr"
              autoCapitalize="none"
              autoComplete="off"
              spellCheck={false}
              maxLength={200}
              value={asked.user}
              onChange={(e) => set({ user: e.target.value })}
            />
          )}
        </Field>
      )}
    </fieldset>
  )
}

function WhatFields({ asked, set, choices }: { asked: Asked; set: (more: Partial<Asked>) => void; choices: Choices }) {
  const { t } = useLingui()
  const modules = choices.modules.filter(({ types }) => types.includes(asked.type))
  return (
    <fieldset className="stack">
      <legend>
        <Trans>Which record</Trans>
      </legend>
      <div className="seg" role="radiogroup" aria-label={t`Which record`}>
        <Segment
          name="what"
          isOn={asked.what === 'general'}
          onPick={() => set({ what: 'general' })}
          label={t`In general`}
        />
        <Segment
          name="what"
          isOn={asked.what === 'record'}
          onPick={() => set({ what: 'record' })}
          label={t`This one`}
        />
      </div>
      <Field label={<Trans>Kind of record</Trans>}>
        {(control) => (
          <select
            {...control}
            value={asked.type}
            onChange={(e) => {
              const type = e.target.value as RecordType
              const fits = choices.modules.find(({ id, types }) => id === asked.module && types.includes(type))
              const first = choices.modules.find(({ types }) => types.includes(type))
              set({ type, module: (fits ?? first)?.id ?? '' })
            }}
          >
            {recordTypes.map((type) => (
              <option key={type} value={type}>
                {resourceWords[type] ? t(resourceWords[type]) : type}
              </option>
            ))}
          </select>
        )}
      </Field>
      {asked.what === 'record' ? (
        <Field
          label={<Trans>Address or long number</Trans>}
          hint={<Trans>Open the record and copy its address. Only records that you reach yourself are told of.</Trans>}
        >
          {(control) => (
            <input
              {...control}
              dir="ltr"
              autoComplete="off"
              spellCheck={false}
              maxLength={300}
              value={asked.record}
              onChange={(e) => set({ record: e.target.value })}
            />
          )}
        </Field>
      ) : (
        <>
          <Field label={<Trans>Kind of work</Trans>}>
            {(control) => (
              <select {...control} value={asked.module} onChange={(e) => set({ module: e.target.value })}>
                {modules.map(({ id, name }) => (
                  <option key={id} value={id}>
                    {name}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={<Trans>Whose it is</Trans>}>
            {(control) => (
              <select
                {...control}
                value={asked.relation}
                onChange={(e) => set({ relation: e.target.value as Relation })}
              >
                {relations.map((relation) => (
                  <option key={relation} value={relation}>
                    {t(relationWords[relation])}
                  </option>
                ))}
              </select>
            )}
          </Field>
          <Field label={<Trans>It is</Trans>}>
            {(control) => (
              <select {...control} value={asked.status} onChange={(e) => set({ status: e.target.value })}>
                {Object.entries(statusWords).map(([status, word]) => (
                  <option key={status} value={status}>
                    {t(word)}
                  </option>
                ))}
              </select>
            )}
          </Field>
        </>
      )}
    </fieldset>
  )
}

const Segment = ({ name, label, isOn, onPick }: { name: string; label: string; isOn: boolean; onPick: () => void }) => (
  <label>
    <input type="radio" name={name} checked={isOn} onChange={onPick} />
    {label}
  </label>
)

function SimulatorTrouble({ of: trouble }: { of: Trouble }) {
  switch (trouble) {
    case 'offline':
      return (
        <Note hue="info" alert title={<Trans>This needs a connection</Trans>}>
          <Trans>The rules are asked on the server. Try again when the network is back.</Trans>
        </Note>
      )
    case 'person':
      return (
        <Note hue="plain" alert title={<Trans>Nobody of this name is in your reach.</Trans>}>
          <Trans>Check how the user name is written.</Trans>
        </Note>
      )
    case 'record':
      return (
        <Note hue="plain" alert title={<Trans>There is no such record in your reach.</Trans>}>
          <Trans>Of a record that you do not reach yourself, nothing is told. Ask about one in general.</Trans>
        </Note>
      )
    case 'denied':
      return <Note hue="guard" sign="lock" alert title={<Trans>Your role does not cover this</Trans>} />
    case 'error':
      return <Note hue="bad" alert title={<Trans>This could not be answered. Nothing was changed.</Trans>} />
  }
}
