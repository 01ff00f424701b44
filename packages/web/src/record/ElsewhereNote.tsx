// Two tabs of one person on one record: only one of them writes.
import { Trans } from '@lingui/react/macro'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Note } from '../ui/Note.tsx'

export const ElsewhereNote = () => (
  <Note hue="info" sign="pen-line" title={<Trans>You are writing here in another tab</Trans>}>
    <Trans>Go on there. When you close it, you can write here.</Trans>
  </Note>
)

export const ElsewherePage = () => (
  <EmptyState level={1} sign="pen-line" title={<Trans>You are writing here in another tab</Trans>}>
    <Trans>Go on there. When you close it, you can write here.</Trans>
  </EmptyState>
)
