import { memo } from 'react'
import { markOf, tiles } from './mark.ts'

const places = ['translate(0 0)', 'translate(8 0)', 'translate(0 8)', 'translate(8 8)']

/** Always beside the code itself; nothing may depend on it. */
export const CaseMark = memo(function CaseMark({ code, small = false }: { code: string; small?: boolean }) {
  const mark = markOf(code)
  return (
    <svg className={`mark m${mark.tint} ${small ? 's' : ''}`} viewBox="-4 -4 24 24" aria-hidden="true">
      {mark.tiles.map((tile, i) => (
        <path key={places[i]} transform={places[i]} d={tiles[tile]} />
      ))}
    </svg>
  )
})
