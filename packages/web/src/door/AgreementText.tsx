// The words of an agreement: a blank line parts paragraphs, lines that begin with "- " are a list.
import './agreement.css'
import { Trans } from '@lingui/react/macro'
import { directionOf } from '../i18n/languages.ts'
import type { OwnAgreement } from '../sync/agreements.ts'

type Part = { key: string; items?: string[]; words?: string }

function partsOf(text: string): Part[] {
  return text
    .split(/\n\s*\n/)
    .map((part, i) => ({ key: `${i}`, lines: part.split('\n').filter((line) => line.trim() !== '') }))
    .filter(({ lines }) => lines.length > 0)
    .map(({ key, lines }) =>
      lines.every((line) => line.startsWith('- '))
        ? { key, items: lines.map((line) => line.slice(2)) }
        : { key, words: lines.join(' ') },
    )
}

export function AgreementText({ locale, text, file }: Pick<OwnAgreement, 'locale' | 'text' | 'file'>) {
  return (
    <>
      <div className="stack" lang={locale} dir={directionOf(locale)}>
        {partsOf(text).map(({ key, items, words }) =>
          items ? (
            <ul key={key} className="agreed">
              {items.map((item) => (
                <li key={item}>{item}</li>
              ))}
            </ul>
          ) : (
            <p key={key}>{words}</p>
          ),
        )}
      </div>
      {file && (
        <p>
          <a href={file} target="_blank" rel="noreferrer">
            <Trans>Open the document (PDF)</Trans>
          </a>
        </p>
      )}
    </>
  )
}
