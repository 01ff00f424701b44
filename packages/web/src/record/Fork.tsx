// The thread forks: the old value on top, two claims beneath it. Nothing is chosen beforehand.
import { Trans, useLingui } from '@lingui/react/macro'
import { type ReactNode, useId } from 'react'
import type { Claim } from '../store/claims.ts'
import { whenText } from '../i18n/format.ts'
import { type AppConfig, thisDay } from '../store/store.ts'
import { Icon } from '../ui/Icon.tsx'
import type { Sign } from '../ui/signs.ts'
import { Tag } from '../ui/Tag.tsx'
import { fieldAt, labelsAt } from './fields.ts'
import type { Choice, Question } from './settling.ts'

type ForkProps = {
  config: AppConfig
  question: Question
  choice: Choice | undefined
  onChoose: (choice: Choice) => void
  /** Says a value of this path, or covers it. */
  say: (value: unknown) => string
}

export function Fork({ config, question, choice, onChoose, say }: ForkProps) {
  const { conflict, claim } = question
  const { type, kind, maySettle } = conflict
  const { t } = useLingui()
  const id = useId()
  const field = fieldAt(config, type, claim.path)
  const isText = field?.type === 'text_field' || field?.type === 'textarea'
  const words = { force: say(claim.force), claim: say(claim.claim), from: say(claim.from) }
  const isLong = Math.max(words.force.length, words.claim.length) > 24
  const label = labelsAt(config, type, claim.path).join(' › ')
  const pick = (take: 'claim' | 'force' | 'both') => ({
    name: id,
    checked: choice?.take === take,
    disabled: !maySettle,
    onChange: () => onChoose({ take }),
  })
  const sides = [
    <Side key="claim" {...pick('claim')} who={<Claimant question={question} config={config} />} isLong={isLong}>
      <Said words={words.claim} sign={riskSign(claim, claim.claim)} isRow={claim.path.length % 2 === 0} />
      <At kind="claim" moment={conflict.at} config={config} />
    </Side>,
    <Side key="force" {...pick('force')} who={<Holder question={question} config={config} />} isLong={isLong}>
      <Said words={words.force} sign={riskSign(claim, claim.force)} isRow={claim.path.length % 2 === 0} />
      <At kind="force" moment={claim.forceAt} config={config} />
    </Side>,
  ]
  // One's own claim stands first.
  const inOrder = claim.forceBy === config.me.userName && !conflict.mine ? [...sides].reverse() : sides
  const was = words.from
  return (
    <article className="card stack fork-card" aria-labelledby={`${id}-h`}>
      <div className="h-row">
        <h2 id={`${id}-h`}>{label}</h2>
        {claim.cautious ? (
          <Tag hue="bad" sign="shield">
            <InForce value={words.force} />
          </Tag>
        ) : (
          <Tag>
            <InForce value={words.force} />
          </Tag>
        )}
      </div>
      <fieldset className={`fork ${isLong ? 'long' : ''}`}>
        <legend className="vh">
          {kind === 'review' ? t`Take over this proposal?` : t`Which answer is right?`} {label}
        </legend>
        <span className="base">
          <Icon name="history" />
          <span>
            {was ? (
              <Trans>
                was <b>{was}</b>
              </Trans>
            ) : (
              <Trans>was empty</Trans>
            )}
          </span>
        </span>
        <svg viewBox="0 0 100 24" preserveAspectRatio="none" aria-hidden="true" fill="none" stroke="currentColor">
          <path vectorEffect="non-scaling-stroke" strokeWidth="2" d="M50 0v6c0 8-25 4-25 18M50 6c0 8 25 4 25 18" />
        </svg>
        <div className="pairs">{inOrder}</div>
        {isText && maySettle && (
          <div className="picks fork-more">
            <label className="pick">
              <input type="radio" {...pick('both')} />
              <Trans>Keep both texts</Trans>
            </label>
            <label className="pick">
              <input
                type="radio"
                name={id}
                checked={choice?.take === 'text'}
                onChange={() => onChoose({ take: 'text', text: '' })}
              />
              <Trans>Write a new text</Trans>
            </label>
          </div>
        )}
        {choice?.take === 'text' && (
          <label className="field fork-more">
            <Trans>New text</Trans>
            <textarea
              rows={3}
              dir="auto"
              value={choice.text}
              onChange={(e) => onChoose({ take: 'text', text: e.target.value })}
            />
          </label>
        )}
        {!maySettle && (
          <p className="meta fork-more">
            <Trans>Whoever may write this answer decides.</Trans>
          </p>
        )}
      </fieldset>
    </article>
  )
}

type SideProps = {
  name: string
  checked: boolean
  disabled: boolean
  onChange: () => void
  who: ReactNode
  isLong: boolean
  children: ReactNode
}

const Side = ({ who, isLong, children, ...input }: SideProps) => (
  <label className={`pick claim ${isLong ? 'long' : ''}`}>
    <span className="top">
      <input type="radio" {...input} />
      <span>{who}</span>
    </span>
    {children}
  </label>
)

const risks = { high: 'risk-high', medium: 'risk-medium', low: 'risk-low' } as const

/** A risk is told by its shape, too. */
const riskSign = ({ path }: Claim, value: unknown): Sign | undefined =>
  path[0] === 'risk_level' && typeof value === 'string' && value in risks
    ? risks[value as keyof typeof risks]
    : undefined

type SaidProps = { words: string; sign: Sign | undefined; isRow: boolean }

const Said = ({ words, sign, isRow }: SaidProps) => (
  <span className={sign === 'risk-high' ? 'val badc' : 'val'}>
    {sign && <Icon name={sign} />}
    {words ? (
      <bdi translate="no">{words}</bdi>
    ) : (
      <span className="meta">{isRow ? <Trans>Row removed</Trans> : <Trans>empty</Trans>}</span>
    )}
  </span>
)

function InForce({ value }: { value: string }) {
  return value ? (
    <span>
      <Trans>
        <bdi>{value}</bdi> is in force until somebody chooses
      </Trans>
    </span>
  ) : (
    <Trans>Empty until somebody chooses</Trans>
  )
}

/** A user name has no place to break; beside another claim on a phone it needs one. */
const breaking = (user: string): string => user.replaceAll('_', '_\u200b')

const nameOf = (config: AppConfig, user: string): string =>
  config.people.find((p) => p.userName === user)?.fullName || breaking(user)

/** By role where it is known. */
function Claimant({ question: { conflict }, config }: { question: Question; config: AppConfig }) {
  if (conflict.mine) return <Trans>You</Trans>
  return <bdi translate="no">{conflict.role ?? nameOf(config, conflict.user)}</bdi>
}

function Holder({ question: { claim }, config }: { question: Question; config: AppConfig }) {
  if (claim.forceBy === config.me.userName) return <Trans>You</Trans>
  return claim.forceBy === null ? <Trans>In force</Trans> : <bdi translate="no">{nameOf(config, claim.forceBy)}</bdi>
}

function At({ kind, moment, config }: { kind: 'claim' | 'force'; moment: string | null; config: AppConfig }) {
  if (moment === null) return null
  const at = whenText(moment, thisDay(), config.locale)
  return (
    <span className="meta">
      {kind === 'claim' ? <Trans>kept, received {at}</Trans> : <Trans>in force, received {at}</Trans>}
    </span>
  )
}
