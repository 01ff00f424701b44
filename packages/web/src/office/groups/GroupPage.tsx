// One user group: what it is called, whose it is, and whether it is still used.
import { Trans, useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import { useLocation } from 'wouter'
import { may } from '../../store/config.ts'
import { useConfig } from '../../store/store.ts'
import { tell } from '../../ui/Toast.tsx'
import { changeGroup, fetchGroup, type Group, makeGroup } from '../api.ts'
import { Answered } from '../parts/Answered.tsx'
import { InForce } from '../parts/InForce.tsx'
import { OfficeFormFrame, TextInput, TickInput, TicksInput } from '../parts/OfficeFields.tsx'
import { OfficeHead } from '../parts/OfficeHead.tsx'
import { OfficeSaveBar } from '../parts/OfficeSaveBar.tsx'
import { useAnswer } from '../parts/useAnswer.ts'
import { ChangedElsewhere, useOfficeForm } from '../parts/useOfficeForm.ts'

type Values = { name: string; description: string; agency_unique_ids: string[]; disabled: boolean }

const empty: Values = { name: '', description: '', agency_unique_ids: [], disabled: false }
const valuesOf = (group: Group): Values => ({
  name: group.name,
  description: group.description ?? '',
  agency_unique_ids: group.agency_unique_ids,
  disabled: group.disabled,
})

export function NewGroupPage() {
  const { t } = useLingui()
  const [, navigate] = useLocation()
  const form = useOfficeForm(empty, async ({ disabled: _disabled, ...values }) => {
    await makeGroup(values)
    tell(t`Group made`)
    navigate('/office/groups')
  })
  return (
    <>
      <OfficeHead
        title={<Trans>New group</Trans>}
        plain={t`New group`}
        up="/office/groups"
        upName={<Trans>User groups</Trans>}
      />
      <OfficeFormFrame form={form}>
        <GroupFields isNew held={[]} />
        <OfficeSaveBar form={form} deed={<Trans>Make the group</Trans>} onLeave={() => navigate('/office/groups')} />
      </OfficeFormFrame>
    </>
  )
}

export function GroupPage({ id }: { id: number }) {
  const { t } = useLingui()
  const config = useConfig()
  const group = useAnswer(String(id), (signal) => fetchGroup(id, signal))
  return (
    <>
      <OfficeHead
        title={group.value ? <bdi>{group.value.name}</bdi> : <Trans>User group</Trans>}
        plain={t`User group`}
        up="/office/groups"
        upName={<Trans>User groups</Trans>}
      >
        {group.value && <InForce is={!group.value.disabled} />}
      </OfficeHead>
      <Answered of={group}>
        {(known) =>
          may(config, 'user_group', 'write') ? (
            <EditGroup group={known} onSaved={group.take} onReload={group.again} />
          ) : (
            <p className="card">{known.description || <Trans>Your role does not cover changing this.</Trans>}</p>
          )
        }
      </Answered>
    </>
  )
}

function EditGroup({
  group,
  onSaved,
  onReload,
}: {
  group: Group
  onSaved: (group: Group) => void
  onReload: () => void
}) {
  const { t } = useLingui()
  const start = useMemo(() => valuesOf(group), [group])
  const form = useOfficeForm<Values>(
    start,
    async (_values, changes) => {
      if (JSON.stringify(valuesOf(await fetchGroup(group.id))) !== JSON.stringify(start)) throw new ChangedElsewhere()
      onSaved(await changeGroup(group.id, changes))
      tell(t`Saved`)
    },
    onReload,
  )
  return (
    <OfficeFormFrame form={form}>
      <GroupFields held={group.agency_unique_ids} />
      <OfficeSaveBar form={form} />
    </OfficeFormFrame>
  )
}

function GroupFields({ isNew = false, held }: { isNew?: boolean; held: string[] }) {
  const config = useConfig()
  const agencies = [...config.configuration.agencies.values()].filter(
    ({ id, disabled }) => disabled !== true || held.includes(id),
  )
  return (
    <section className="card stack">
      <TextInput name="name" label={<Trans>Name</Trans>} required />
      <TextInput name="description" kind="long" label={<Trans>About</Trans>} most={2000} />
      <TicksInput
        name="agency_unique_ids"
        label={<Trans>Agencies</Trans>}
        hint={<Trans>Whose people work together here.</Trans>}
        choices={agencies.map(({ id, name }) => ({ id, label: config.say(name) }))}
        none={<Trans>There are no agencies yet.</Trans>}
      />
      {!isNew && (
        <TickInput
          name="disabled"
          label={<Trans>No longer used</Trans>}
          hint={<Trans>Nobody new is put into it. Who is in it still sees what the group sees.</Trans>}
        />
      )}
    </section>
  )
}
