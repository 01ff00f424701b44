// Text of several lines with an end: what is cut when somebody pastes more is not cut in silence.
import { Plural } from '@lingui/react/macro'
import type { ControlProps } from './Field.tsx'

type LongTextProps = {
  control: ControlProps
  rows: number
  most: number
  value: string
  onText: (text: string) => void
}

export const LongText = ({ control, rows, most, value, onText }: LongTextProps) => (
  <>
    <textarea
      {...control}
      rows={rows}
      dir="auto"
      maxLength={most}
      value={value}
      onChange={(e) => onText(e.target.value)}
    />
    <CharactersLeft most={most} text={value} />
  </>
)

export const CharactersLeft = ({ most, text }: { most: number; text: string }) =>
  text.length > most * 0.8 && (
    <span className="hint" role="status">
      <Plural value={most - text.length} one="# character left" other="# characters left" />
    </span>
  )
