// The pages of this room, by the word in the address.
import { leads } from '@primero/domain/workflow/review.ts'
import { DeniedState } from '../states/states.tsx'
import { actorOf } from '../store/self.ts'
import { useConfig } from '../store/store.ts'
import { asksBeyond } from './asksBeyond.ts'
import './finding.css'
import { KnownPage } from './KnownPage.tsx'
import { QueuePage } from '../record/QueuePage.tsx'
import { ReviewPage } from './ReviewPage.tsx'

export { words } from './words.ts'

export function Page({ what }: { what: string }) {
  const config = useConfig()
  if (what === 'known' && asksBeyond(config)) return <KnownPage />
  if (what === 'review' && leads(actorOf(config))) return <ReviewPage />
  if (what === 'conflicts') return <QueuePage />
  return <DeniedState level={1} />
}
