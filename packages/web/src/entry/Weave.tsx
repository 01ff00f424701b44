import { memo } from 'react'
import { tiles } from '../ui/mark.ts'

const tones = ['w0', 'w0', 'w1', 'w1', 'w2', 'w3'] as const

/** One of 12 × 7 places: about two thirds hold a tile, one of them is the lamp. */
const cells = Array.from({ length: 84 }, (_, i) => {
  const h = Math.imul(i + 11, 0x9e3779b1) >>> 0
  return {
    x: (i % 12) * 8,
    y: Math.floor(i / 12) * 8,
    tile: tiles[(h >>> 5) % tiles.length],
    tone: tones[(h >>> 11) % 6],
    drawn: (h >>> 17) % 3 > 0,
    at: i,
  }
}).filter((cell) => cell.drawn || cell.at === 43)

/** The cloth behind the door, woven from the tiles of the case marks. */
export const Weave = memo(function Weave() {
  return (
    <svg className="weave" viewBox="0 0 96 56" preserveAspectRatio="xMidYMin slice" aria-hidden="true">
      {cells.map((cell) => (
        <path
          key={cell.at}
          className={cell.at === 43 ? 'lamp' : cell.tone}
          transform={`translate(${cell.x} ${cell.y})`}
          d={cell.tile}
        />
      ))}
    </svg>
  )
})
