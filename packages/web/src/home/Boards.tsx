// Numbers of the role, a card for each board: every number leads to the list that it counts.
import { Trans, useLingui } from '@lingui/react/macro'
import { useMemo } from 'react'
import { Link } from 'wouter'
import { kinds } from '../kinds.ts'
import { keepCounted } from '../lists/counted.ts'
import { whenText } from '../i18n/format.ts'
import { TroubleState } from '../states/states.tsx'
import { type Boards as Counted, useBoards } from '../store/boards.ts'
import { thisDay, useConfig } from '../store/store.ts'
import { Bones } from '../ui/Bones.tsx'
import { Icon } from '../ui/Icon.tsx'
import { type Card, type CardNumber, cardsOf } from './boardParts.ts'

export function Boards() {
  const { i18n } = useLingui()
  const config = useConfig()
  const read = useBoards()
  const boards = read.value?.boards
  const cards = useMemo(() => (boards ? cardsOf({ config, i18n }, boards) : undefined), [config, i18n, boards])
  if (cards === undefined)
    return (
      <section className="stack" aria-labelledby="h-boards">
        <h2 id="h-boards">
          <Trans>Numbers</Trans>
        </h2>
        <div className="card list">{read.state === 'loading' ? <Bones lines={4} /> : <TroubleState read={read} />}</div>
      </section>
    )
  const isEmpty = ({ list, rows }: Card): boolean => list.length === 0 && rows.length === 0
  const empty = cards.filter(isEmpty).map(({ title }) => title)
  return (
    <>
      {cards.map((card) => !isEmpty(card) && <BoardCard key={card.id} card={card} counted={read.value} />)}
      {empty.length > 0 && <Nothing titles={empty} />}
    </>
  )
}

function BoardCard({ card, counted }: { card: Card; counted: Counted | undefined }) {
  const { i18n } = useLingui()
  const at = counted?.asOf && whenText(counted.asOf, thisDay(), i18n.locale)
  const heading = `h-${card.id.replaceAll(/\W/g, '-')}`
  return (
    // A table is a region of its own, with this name.
    <section className="stack" aria-labelledby={card.rows.length === 0 ? heading : undefined}>
      <div className="h-row">
        <h2 id={heading}>{card.title}</h2>
        <span className="meta">
          {counted?.local && <Trans>on this device</Trans>} {at && <Trans>as of {at}</Trans>}
        </span>
      </div>
      {card.list.length > 0 && (
        <ul className="card list numbers">
          {card.list.map((one) => (
            <li key={one.id}>
              <ListNumber title={card.title} one={one} />
            </li>
          ))}
        </ul>
      )}
      {card.rows.length > 0 && <Matrix card={card} />}
    </section>
  )
}

/** What there is nothing of, in a line: a page of noughts hides what matters. */
function Nothing({ titles }: { titles: string[] }) {
  const { i18n } = useLingui()
  const list = new Intl.ListFormat(i18n.locale, { type: 'conjunction' }).format(titles)
  return (
    <section className="stack" aria-labelledby="h-nothing">
      <h2 id="h-nothing">
        <Trans>Nothing now</Trans>
      </h2>
      <p className="card meta">{list}</p>
    </section>
  )
}

/** Where a number leads: its list, asked by what it counted. */
function useWay(title: string, one: CardNumber): { href: string; onClick: () => void } | undefined {
  const kind = kinds.find(({ type }) => type === one.type)
  const { filters } = one.number
  if (kind === undefined || filters === null) return undefined
  const words = `${title}: ${one.label}`
  return { href: `/${kind.path}?of=${one.id}&show=all`, onClick: () => keepCounted(one.id, { words, filters }) }
}

function ListNumber({ title, one }: { title: string; one: CardNumber }) {
  const way = useWay(title, one)
  const inside = (
    <>
      <span className={one.number.count === null ? 'nowrap' : 'bignum'}>
        <Count count={one.number.count} />
      </span>
      <span className="grow">{one.label}</span>
    </>
  )
  if (way === undefined) return <p className="link plain">{inside}</p>
  return (
    <Link className="link" {...way}>
      {inside}
      <Icon name="chevron-right" flip />
    </Link>
  )
}

/** Small numbers are kept back from who may not see the records. */
function Count({ count }: { count: number | null }) {
  const { i18n } = useLingui()
  return count === null ? <Trans>fewer than 5</Trans> : i18n.number(count)
}

function Matrix({ card }: { card: Card }) {
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a region that scrolls must be reachable by keyboard
    <section className="card scroll" tabIndex={0} aria-label={card.title}>
      <table className="matrix">
        <caption className="vh">{card.title}</caption>
        <thead>
          <tr>
            <td />
            {card.columns.map((heading) => (
              <th key={heading} scope="col">
                {heading}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {card.rows.map(({ key, label, cells }) => (
            <tr key={key}>
              <th scope="row">
                <bdi translate="no">{label}</bdi>
              </th>
              {cells.map((cell, i) => (
                <td key={card.columns[i]}>{cell ? <Cell title={card.title} one={cell} /> : <Zero />}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}

function Cell({ title, one }: { title: string; one: CardNumber }) {
  const { i18n } = useLingui()
  const way = useWay(title, one)
  const count = <Count count={one.number.count} />
  if (way === undefined) return count
  return (
    <Link {...way} aria-label={`${i18n.number(one.number.count ?? 0)} ${one.label}`}>
      {count}
    </Link>
  )
}

function Zero() {
  const { i18n } = useLingui()
  return <span className="zero">{i18n.number(0)}</span>
}
