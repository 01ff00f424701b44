// The choices of a person as a form keeps them, and back.
import type { NoticeChoices, NoticeWay } from '../../sync/notices.ts'

export type ChoiceForm = {
  send_mail: boolean
  receive_webpush: boolean
  /** Keys that come by mail, and by push. */
  mailed: string[]
  pushed: string[]
  digest: string
  isQuiet: boolean
  from: string
  to: string
  urgentComes: boolean
}

const usualNight = { from: '21:00', to: '06:00' }

/** Every key but those that were refused: what the site opens later comes, too. */
export function formOf(keys: readonly string[], { ways, off, times }: NoticeChoices): ChoiceForm {
  const wanted = (way: NoticeWay) => keys.filter((key) => !(off[way] as string[]).includes(key))
  return {
    ...ways,
    mailed: wanted('send_mail'),
    pushed: wanted('receive_webpush'),
    digest: times.digest,
    isQuiet: times.quiet !== null,
    ...(times.quiet ?? usualNight),
    urgentComes: !times.urgentWaits,
  }
}

/** `zone`: where this device is. */
export function choicesOf(
  keys: readonly string[],
  form: ChoiceForm,
  zone: string,
): Pick<NoticeChoices, 'ways' | 'off' | 'times'> {
  const off = (wanted: string[]) => keys.filter((key) => !wanted.includes(key)) as NoticeChoices['off']['send_mail']
  return {
    ways: { send_mail: form.send_mail, receive_webpush: form.receive_webpush },
    off: { send_mail: off(form.mailed), receive_webpush: off(form.pushed) },
    times: {
      zone,
      quiet: form.isQuiet ? { from: form.from, to: form.to } : null,
      digest: form.digest as NoticeChoices['times']['digest'],
      urgentWaits: !form.urgentComes,
    },
  }
}
