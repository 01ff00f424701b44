import { StillTrying } from './StillTrying.tsx'

const keys = ['a', 'b', 'c', 'd', 'e', 'f', 'g', 'h'] as const

/** The shape of a list while it loads; eight lines at most. */
export const Bones = ({ lines = 4, marks = true }: { lines?: number; marks?: boolean }) => (
  <div className="bones" aria-busy="true">
    <StillTrying />
    {keys.slice(0, lines).map((key) => (
      <div className="bones-line" key={key}>
        {marks && <span className="bone bone-mark" />}
        <span className="stack grow bone-words">
          <span className="bone" />
          <span className="bone" />
        </span>
      </div>
    ))}
  </div>
)
