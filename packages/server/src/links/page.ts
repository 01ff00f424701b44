// The pages of a one-time link: no script, no file, nothing of the app. One style, named by its hash in the policy.
import { createHash } from 'node:crypto'
import { languageCodes, type Language, languages } from '@primero/domain/configuration/languages.ts'
import type { Package } from './package.ts'
import { linkWords } from './words.ts'

const style = `:root{color-scheme:light dark}body{font:1.0625rem/1.5 system-ui,sans-serif;margin:0 auto;max-inline-size:34rem;padding:1rem}
h1{font-size:1.375rem}dt{font-weight:600;margin-block-start:.75rem}dd{margin:0;overflow-wrap:anywhere}
input,textarea,button{font:inherit;box-sizing:border-box;inline-size:100%;min-block-size:3rem;padding:.5rem;margin-block:.25rem .75rem}
.code{letter-spacing:.15em}nav{display:flex;flex-wrap:wrap;gap:0 1rem}nav a{display:inline-block;padding-block:.75rem}
nav button{inline-size:auto;margin:0;padding:.75rem 0;border:0;background:none;color:LinkText;text-decoration:underline}
[role=alert]{border-inline-start:.25rem solid;padding-inline-start:.75rem}.quiet{opacity:.8}`

export const pagePolicy = [
  "default-src 'none'",
  `style-src 'sha256-${createHash('sha256').update(style).digest('base64')}'`,
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join('; ')

const entities: Record<string, string> = { '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' }
const esc = (text: string): string => text.replaceAll(/[&<>"']/g, (sign) => entities[sign] ?? sign)

/** The language that was chosen, else the first that the browser asks for and we speak. */
export function languageFor(chosen: unknown, accepted: string | undefined): Language {
  const wanted = [String(chosen), ...(accepted ?? '').split(',').map((one) => one.trim().slice(0, 2).toLowerCase())]
  return wanted.flatMap((code) => languageCodes.find((known) => known === code) ?? [])[0] ?? 'en'
}

type Frame = { app: string; language: Language }

/** `form`: what is typed there goes along to another language; without one a link is enough. */
const frame = ({ app, language }: Frame, body: string, form?: string): string => `<!doctype html>
<html lang="${language}" dir="${language === 'ar' ? 'rtl' : 'ltr'}"><head><meta charset="utf-8"><title>${esc(app)}</title>
<meta name="viewport" content="width=device-width"><meta name="referrer" content="no-referrer"><meta name="robots" content="noindex"><style>${style}</style></head>
<body><main>${body}</main><nav>${languages
  .map(
    ({ code, name }) =>
      `<${form ? `button form="${form}" formaction="?l=${code}"` : `a href="?l=${code}"`} lang="${code}"${code === language ? ' aria-current="true"' : ''}>${esc(name)}</${form ? 'button' : 'a'}>`,
  )
  .join('')}</nav></body></html>`

const saying = (of: Frame, words: string): string => frame(of, `<h1>${esc(words)}</h1>`)

export const overPage = (of: Frame): string => saying(of, linkWords[of.language].over)
export const lockedPage = (of: Frame): string => saying(of, linkWords[of.language].locked)
export const busyPage = (of: Frame): string => saying(of, linkWords[of.language].busy)
export const thanksPage = (of: Frame): string => saying(of, linkWords[of.language].thanks)

export function codePage(of: Frame, isWrong: boolean): string {
  const words = linkWords[of.language]
  return frame(
    of,
    `<h1>${esc(words.codeTitle)}</h1><p>${esc(words.codeHint)}</p>${isWrong ? `<p role="alert">${esc(words.wrong)}</p>` : ''}
<form method="post" action="?l=${of.language}"><label for="code">${esc(words.code)}</label>
<input class="code" id="code" name="code" dir="ltr" inputmode="numeric" autocomplete="off" maxlength="20" required>
<button>${esc(words.open)}</button></form>`,
  )
}

/** `typed`: a note that is still being written. */
export function packagePage(of: Frame, { reference, lines, notes, until, isAccepted }: Package, typed: string): string {
  const words = linkWords[of.language]
  const told = [
    { label: words.reference, value: reference },
    ...lines,
    ...(notes ? [{ label: words.notes, value: notes }] : []),
  ]
  const button = (answer: 'accept' | 'reject' | 'done') =>
    `<button name="answer" value="${answer}">${esc(words[answer])}</button>`
  return frame(
    of,
    `<h1>${esc(words.title)}</h1>
<dl>${told.map(({ label, value }) => `<dt>${esc(label)}</dt><dd><bdi>${esc(value)}</bdi></dd>`).join('')}</dl>
${isAccepted ? `<p>${esc(words.accepted)}</p>` : ''}
<form id="answer" method="post" action="?l=${of.language}"><label for="note">${esc(words.note)}</label>
<textarea id="note" name="note" rows="3" maxlength="500" dir="auto" aria-describedby="hint">
${esc(typed)}</textarea><p class="quiet" id="hint">${esc(words.noteHint)}</p>
${isAccepted ? button('done') : button('accept') + button('reject')}</form>
<p class="quiet">${esc(words.until)}: ${esc(until)}</p><p class="quiet">${esc(words.keep)}</p>`,
    'answer',
  )
}
