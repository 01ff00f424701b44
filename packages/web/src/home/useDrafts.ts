import { useEffect, useState } from 'react'
import { type KeptDraft, listDrafts } from '../store/drafts.ts'

/** The person's unfinished work, as it lies when the page opens. */
export function useDrafts(): KeptDraft[] {
  const [drafts, setDrafts] = useState<KeptDraft[]>([])
  useEffect(() => {
    let gone = false
    void listDrafts().then((found) => {
      if (!gone) setDrafts(found)
    })
    return () => {
      gone = true
    }
  }, [])
  return drafts
}
