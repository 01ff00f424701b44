import { Trans, useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import { useLocation } from 'wouter'
import { tell } from '../../ui/Toast.tsx'
import { type Choices, fetchChoices, makeUser } from '../api.ts'
import { Answered } from '../parts/Answered.tsx'
import { OfficeFormFrame } from '../parts/OfficeFields.tsx'
import { OfficeHead } from '../parts/OfficeHead.tsx'
import { OfficeSaveBar } from '../parts/OfficeSaveBar.tsx'
import { useAnswer } from '../parts/useAnswer.ts'
import { useOfficeForm } from '../parts/useOfficeForm.ts'
import { changesOf, emptyUser, UserFields, userAliases } from './UserForm.tsx'

export function NewUserPage() {
  const { t } = useLingui()
  const choices = useAnswer('choices', fetchChoices)
  return (
    <>
      <OfficeHead
        title={<Trans>New person</Trans>}
        plain={t`New person`}
        up="/office/users"
        upName={<Trans>People</Trans>}
      />
      <Answered of={choices}>{(known) => <NewUser choices={known} />}</Answered>
    </>
  )
}

function NewUser({ choices }: { choices: Choices }) {
  const { t } = useLingui()
  const [, navigate] = useLocation()
  const start = useMemo(() => emptyUser(choices), [choices])
  const form = useOfficeForm(start, async (values) => {
    // Services that nobody chose are the agency's.
    const { services, ...rest } = values
    const made = await makeUser({ ...changesOf(rest), ...(services.length > 0 ? { services } : {}) })
    tell(t`Account made`)
    navigate(`/office/users/${made.id}`)
  })
  return (
    <OfficeFormFrame form={form} aliases={userAliases}>
      <UserFields choices={choices} values={form.values} before={start} isNew />
      <OfficeSaveBar form={form} deed={<Trans>Make the account</Trans>} onLeave={() => navigate('/office/users')} />
    </OfficeFormFrame>
  )
}
