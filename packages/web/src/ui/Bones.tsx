import { Trans } from '@lingui/react/macro'

/** The shape of a list while it loads. */
export const Bones = ({ lines = 4, marks = true }: { lines?: number; marks?: boolean }) => (
  <div className="bones" aria-busy="true">
    <span className="vh" role="status">
      <Trans>Loading</Trans>
    </span>
    {Array.from({ length: lines }, (_, i) => (
      <div className="bones-line" key={i}>
        {marks && <span className="bone bone-mark" />}
        <span className="stack grow bone-words">
          <span className="bone" />
          <span className="bone" />
        </span>
      </div>
    ))}
  </div>
)
