// Parts of forms that are opened now and then: they come when they are asked for, and are kept for offline like the rest.
import { Trans } from '@lingui/react/macro'
import { type ComponentType, lazy, Suspense } from 'react'
import { Bones } from '../ui/Bones.tsx'
import type { CalendarProps } from './CalendarDialog.tsx'
import type { FieldProps } from './page.ts'

const Missing = () => (
  <p className="meta">
    <Trans>This needs a connection</Trans>
  </p>
)

const LazySignature = lazy(() =>
  import('./SignatureField.tsx').then(
    (file) => ({ default: file.SignatureField }),
    () => ({ default: Missing }),
  ),
)
// Days are typed; the calendar only helps.
const LazyCalendar = lazy<ComponentType<CalendarProps>>(() =>
  import('./CalendarDialog.tsx').then(
    (file) => ({ default: file.CalendarDialog }),
    () => ({ default: () => null }),
  ),
)

export const Signature = (props: FieldProps) => (
  <Suspense fallback={<Bones lines={2} marks={false} />}>
    <LazySignature {...props} />
  </Suspense>
)

export const Calendar = (props: CalendarProps) => (
  <Suspense>
    <LazyCalendar {...props} />
  </Suspense>
)
