// The registration desk asks, before it registers a child, whether there is a case anywhere: by the whole of a code or
// number, or by a full name. Of what others have it sees little, and each question is written down.
import { Plural, Trans, useLingui } from '@lingui/react/macro'
import type { BeyondReply } from '@primero/domain/sync/beyond.ts'
import type { Data } from '@primero/domain/records/record.ts'
import { type FormEvent, useRef, useState } from 'react'
import { useTitle } from '../frame/title.ts'
import { addressOf } from '../kinds.ts'
import { Person } from '../lists/Person.tsx'
import { tidy } from '../lists/searchMode.ts'
import { ShowNames, useNames } from '../lists/ShowNames.tsx'
import { codeOf } from '../record/person.ts'
import { nameOf } from '../record/called.ts'
import { failureOf } from '../store/failure.ts'
import { may } from '../store/config.ts'
import { useConfig } from '../store/store.ts'
import { askBeyond } from '../store/team.ts'
import { Button, LinkButton } from '../ui/Button.tsx'
import { CaseMark } from '../ui/CaseMark.tsx'
import { Code } from '../ui/Code.tsx'
import { EmptyState } from '../ui/EmptyState.tsx'
import { Field } from '../ui/Field.tsx'
import { Note } from '../ui/Note.tsx'

type By = 'id' | 'name'
type Answer = { of: BeyondReply } | { trouble: 'offline' | 'often' | 'broken' }

export function KnownPage() {
  const { t } = useLingui()
  const config = useConfig()
  const [by, setBy] = useState<By>('id')
  const [text, setText] = useState('')
  const [answer, setAnswer] = useState<Answer>()
  const [isBusy, setBusy] = useState(false)
  const turn = useRef(0)
  useTitle(t`Is this child known?`)
  /** What was answered, or is on its way, answers another question than the one that stands here now. */
  const isOver = (): void => {
    turn.current += 1
    setAnswer(undefined)
    setBusy(false)
  }
  const choose = (one: By): void => {
    setBy(one)
    isOver()
  }
  const asked = tidy(text)
  const isWhole = by === 'id' ? asked.length >= 3 : asked.split(' ').length >= 2
  const ask = (e: FormEvent): void => {
    e.preventDefault()
    if (!isWhole || isBusy) return
    setBusy(true)
    const mine = turn.current
    askBeyond({ text: asked, by })
      .then(
        (of): Answer => ({ of }),
        (error: unknown): Answer => ({ trouble: troubleOf(error) }),
      )
      .then((said) => mine === turn.current && setAnswer(said))
      .finally(() => mine === turn.current && setBusy(false))
  }
  return (
    <div className="stack">
      <div className="head">
        <div>
          <h1>
            <Trans>Is this child known?</Trans>
          </h1>
          <p className="meta">
            <Trans>Looks at all cases, not only yours. Each question is written down.</Trans>
          </p>
        </div>
      </div>
      <form className="card stack" onSubmit={ask}>
        <fieldset className="modes">
          <legend className="hint">
            <Trans>Search by</Trans>
          </legend>
          {(['id', 'name'] as const).map((one) => (
            <label key={one} className="chip">
              <input type="radio" className="vh" name="by" checked={one === by} onChange={() => choose(one)} />
              {one === 'id' ? <Trans>Code or number</Trans> : <Trans>Full name</Trans>}
            </label>
          ))}
        </fieldset>
        <Field
          label={by === 'id' ? <Trans>The whole code or number</Trans> : <Trans>The full name</Trans>}
          hint={
            by === 'id' ? (
              <Trans>Of the case, a ration card, an identity document. A part of it finds nothing.</Trans>
            ) : (
              <Trans>At least two names. It may be spelled as it sounds.</Trans>
            )
          }
        >
          {(control) => (
            <input
              {...control}
              type="search"
              dir="auto"
              autoComplete="off"
              autoCorrect="off"
              spellCheck={false}
              maxLength={200}
              value={text}
              onChange={(e) => {
                setText(e.target.value)
                isOver()
              }}
            />
          )}
        </Field>
        <Button type="submit" look="main" sign="search" {...(isBusy ? { busy: <Trans>Searching</Trans> } : {})}>
          <Trans>Search</Trans>
        </Button>
      </form>
      <div role="status" className="stack">
        {answer && ('of' in answer ? <Found reply={answer.of} /> : <Trouble kind={answer.trouble} />)}
      </div>
      {answer && 'of' in answer && answer.of.rows.length === 0 && may(config, 'case', 'create') && (
        <LinkButton to="/new?kind=cases" look="main" sign="plus">
          <Trans>Register the child</Trans>
        </LinkButton>
      )}
    </div>
  )
}

function troubleOf(error: unknown): 'offline' | 'often' | 'broken' {
  const { state, problem } = failureOf(error)
  if (problem?.code === 'too-many-requests') return 'often'
  return state === 'offline' ? 'offline' : 'broken'
}

const Trouble = ({ kind }: { kind: 'offline' | 'often' | 'broken' }) =>
  kind === 'often' ? (
    <Note hue="warn" title={<Trans>Too many questions</Trans>}>
      <Trans>Wait a minute, then ask again.</Trans>
    </Note>
  ) : kind === 'offline' ? (
    <Note hue="info" title={<Trans>This needs a connection</Trans>}>
      <Trans>Without one only your own cases can be searched.</Trans>
    </Note>
  ) : (
    <Note hue="bad" title={<Trans>This could not be loaded</Trans>}>
      <Trans>Try again</Trans>
    </Note>
  )

function Found({ reply: { total, rows } }: { reply: BeyondReply }) {
  const names = useNames()
  if (rows.length === 0)
    return (
      <div className="card">
        <EmptyState sign="search" title={<Trans>Nothing found</Trans>}>
          <Trans>Check the letters, or search by something else.</Trans>
        </EmptyState>
      </div>
    )
  return (
    <>
      <h2>
        <Plural value={total} one="# case found" other="# cases found" />
      </h2>
      {rows.some(({ data }) => typeof data['name'] === 'string') && (
        <div className="row">
          <ShowNames names={names} />
        </div>
      )}
      {total > rows.length && (
        <Note hue="warn">
          <Trans>There are more than can be shown. Ask for more names, or for a number.</Trans>
        </Note>
      )}
      <ul className="card list loads">
        {rows.map((row) => (
          <Hit key={row.id} row={row} covered={names.covered} />
        ))}
      </ul>
    </>
  )
}

function Hit({ row, covered }: { row: BeyondReply['rows'][number]; covered: boolean }) {
  const config = useConfig()
  const code = codeOf(row.data as Data)
  const owner = nameOf(config, row.owner)
  const { name } = row.data
  return (
    <li className="known-row">
      <CaseMark code={code} small />
      <span className="grow">
        <Code>{code}</Code> <Person config={config} data={row.data} />{' '}
        {!covered && typeof name === 'string' && <bdi translate="no">{name}</bdi>}
        <br />
        <span className="meta">
          {row.mine ? (
            <Trans>in your care</Trans>
          ) : (
            <Trans>
              with <bdi translate="no">{owner}</bdi>
            </Trans>
          )}
          {row.data['status'] === 'closed' && (
            <>
              {' '}
              · <Trans>closed</Trans>
            </>
          )}
        </span>
      </span>
      {row.mine ? (
        <LinkButton to={addressOf('case', row.id)} small>
          <Trans>Open the case</Trans>
        </LinkButton>
      ) : (
        may(config, 'case', 'request_transfer') && (
          <LinkButton to={`${addressOf('case', row.id)}/share/ask`} small>
            <Trans>Ask for this case</Trans>
          </LinkButton>
        )
      )}
    </li>
  )
}
