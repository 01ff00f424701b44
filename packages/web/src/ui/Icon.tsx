import { doorSprite, sprite } from 'virtual:sprite'
import { doorSigns, type Sign } from './signs.ts'

/** A sign beside a word. `flip`: mirrored where reading goes from right to left (arrows, chevrons, send, undo, list). */
export const Icon = ({ name, flip }: { name: Sign; flip?: boolean }) => (
  <svg className={flip ? 'flip' : undefined} aria-hidden="true">
    <use href={`${doorSigns.has(name) ? doorSprite : sprite}#${name}`} />
  </svg>
)
