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
import { Note } from '../../ui/Note.tsx'
import { Refused, Unreachable } from '../../sync/http.ts'
import { Answered } from '../parts/Answered.tsx'
import { OfficeHead } from '../parts/OfficeHead.tsx'
import { PlainName, PlainSelect, recordIdIn } from '../parts/PlainFields.tsx'
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
  const id = recordIdIn(asked.record)
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
    if (!question || isBusy) return
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
        <PlainSelect
          label={<Trans>Role</Trans>}
          value={asked.role}
          onValue={(role) => set({ role })}
          choices={roles.map(({ role: { id }, called }) => ({ id, label: called }))}
        />
      ) : (
        <PlainName label={<Trans>User name</Trans>} value={asked.user} onValue={(user) => set({ user })} />
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
      <PlainSelect<RecordType>
        label={<Trans>Kind of record</Trans>}
        value={asked.type}
        onValue={(type) => {
          const fits = choices.modules.find(({ id, types }) => id === asked.module && types.includes(type))
          const first = choices.modules.find(({ types }) => types.includes(type))
          set({ type, module: (fits ?? first)?.id ?? '' })
        }}
        choices={recordTypes.map((id) => ({ id, label: resourceWords[id] ? t(resourceWords[id]) : id }))}
      />
      {asked.what === 'record' ? (
        <PlainName
          label={<Trans>Address or long number</Trans>}
          hint={<Trans>Open the record and copy its address. Only records that you reach yourself are told of.</Trans>}
          value={asked.record}
          onValue={(record) => set({ record })}
        />
      ) : (
        <>
          <PlainSelect
            label={<Trans>Kind of work</Trans>}
            value={asked.module}
            onValue={(module) => set({ module })}
            choices={modules.map(({ id, name }) => ({ id, label: name }))}
          />
          <PlainSelect<Relation>
            label={<Trans>Whose it is</Trans>}
            value={asked.relation}
            onValue={(relation) => set({ relation })}
            choices={relations.map((id) => ({ id, label: t(relationWords[id]) }))}
          />
          <PlainSelect
            label={<Trans>It is</Trans>}
            value={asked.status}
            onValue={(status) => set({ status })}
            choices={Object.entries(statusWords).map(([id, word]) => ({ id, label: t(word) }))}
          />
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
